package org.espalier.project;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import org.espalier.analyze.Schedule;
import org.espalier.compress.Target;
import org.espalier.job.DataRef;
import org.espalier.model.LayerId;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States of projects and edits of them, for tests. */
final class States {
    private States() {}

    /** A project of a model, nothing done. */
    static ProjectState fresh(Path folder) {
        return ProjectState.of(
                new ModelRef(folder.resolve("m.onnx"), null),
                new ProjectData(DataRef.all(folder.resolve("d").toString()), null));
    }

    /** A project with some of everything. */
    static ProjectState full(Path folder) {
        Map<LayerId, Schedule.Entry> entries = new LinkedHashMap<>();
        entries.put(new LayerId("fc: 1"), new Schedule.Entry(new Target.Sparsity(0.125), true));
        entries.put(
                new LayerId("conv1"), new Schedule.Entry(new Target.NM(2, 4), false, "magnitude"));
        return new ProjectState(
                new ModelRef(folder.resolve("model/m.onnx"), "00ff"),
                new ProjectData(
                        new DataRef(folder.resolve("a.tsv#train").toString(), 128, 7),
                        DataRef.all("/elsewhere/b.tsv")),
                new Goals(512_000L, 1.5, 0.92),
                "wanda",
                new Schedule(entries),
                Recipes.NONE
                        .add(new NamedRecipe("half", "espalier: 1\nsteps:\n\n  # none yet\n"))
                        .add(new NamedRecipe("two steps", "steps: [")),
                Map.of(
                        "0003",
                        new RunMarks("first try", List.of("paper", "ü"), "good\nenough", true)));
    }

    /** The schedule of one layer at this sparsity. */
    static Edit layer(double sparsity) {
        return new Edit.SetSchedule(schedule(sparsity), Edit.SetSchedule.Reason.LAYER);
    }

    static Schedule schedule(double sparsity) {
        return new Schedule(
                Map.of(
                        new LayerId("conv1"),
                        new Schedule.Entry(new Target.Sparsity(sparsity), false)));
    }

    /** Edits of all kinds, some of which change nothing. */
    static Arbitrary<Edit> edits() {
        return Arbitraries.oneOf(schedules(), goals(), methods(), data(), recipes(), marks());
    }

    private static Arbitrary<Edit> schedules() {
        Arbitrary<Schedule.Entry> entries =
                Combinators.combine(
                                Arbitraries.<Target>oneOf(
                                        Arbitraries.doubles()
                                                .between(0, 0.99)
                                                .map(Target.Sparsity::new),
                                        Arbitraries.just(new Target.NM(2, 4))),
                                Arbitraries.of(true, false),
                                Arbitraries.of("magnitude", "wanda").injectNull(0.5))
                        .as(Schedule.Entry::new);
        Arbitrary<Schedule> schedules =
                Arbitraries.maps(names().map(LayerId::new), entries)
                        .ofMaxSize(4)
                        .map(Schedule::new)
                        .injectNull(0.1);
        return Combinators.combine(schedules, Arbitraries.of(Edit.SetSchedule.Reason.class))
                .as(Edit.SetSchedule::new);
    }

    private static Arbitrary<Edit> goals() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1L << 40).injectNull(0.3),
                        Arbitraries.doubles().between(0.01, 1000).injectNull(0.3),
                        Arbitraries.doubles().between(0.01, 1).injectNull(0.3))
                .as(
                        (bytes, millis, accuracy) ->
                                new Edit.SetGoals(new Goals(bytes, millis, accuracy)));
    }

    private static Arbitrary<Edit> methods() {
        return Arbitraries.of("wanda", "magnitude").injectNull(0.2).map(Edit.SetMethod::new);
    }

    private static Arbitrary<Edit> data() {
        Arbitrary<DataRef> refs =
                Combinators.combine(
                                Arbitraries.of("/data/a", "/data/ü b#train"),
                                Arbitraries.integers().between(1, 1000),
                                Arbitraries.longs().between(0, 10))
                        .as(DataRef::new)
                        .injectNull(0.2);
        return Combinators.combine(refs, refs)
                .as(
                        (calibration, evaluation) ->
                                new Edit.SetData(new ProjectData(calibration, evaluation)));
    }

    private static Arbitrary<Edit> recipes() {
        Arbitrary<NamedRecipe> recipe = Combinators.combine(names(), texts()).as(NamedRecipe::new);
        Arbitrary<Recipes> shelves =
                recipe.list()
                        .ofMaxSize(3)
                        .uniqueElements(NamedRecipe::name)
                        .map(all -> new Recipes(all, all.isEmpty() ? null : all.getFirst().name()));
        return Combinators.combine(shelves, Arbitraries.of(Edit.SetRecipes.Reason.class))
                .as(Edit.SetRecipes::new);
    }

    private static Arbitrary<Edit> marks() {
        return Combinators.combine(
                        Arbitraries.of("0001", "0002"),
                        texts(),
                        names().list().ofMaxSize(2),
                        texts(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Edit.MarkRuns.Reason.class))
                .as(
                        (run, name, tags, notes, deleted, reason) ->
                                new Edit.MarkRuns(
                                        run, new RunMarks(name, tags, notes, deleted), reason));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("a", "conv1", "fc: 1", "- b", "true", "ü 😀", "0001");
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("a:#-|\"\\ \n\r\tü\u0000\u2028").ofMaxLength(20);
    }
}
