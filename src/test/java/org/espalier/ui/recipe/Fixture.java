package org.espalier.ui.recipe;

import org.espalier.analyze.Schedule;
import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.compress.Target;
import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.project.Autosave;
import org.espalier.project.Document;
import org.espalier.project.ModelRef;
import org.espalier.project.ProjectData;
import org.espalier.project.ProjectState;
import org.espalier.recipe.Recipe;
import org.espalier.ui.Background;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recipe screen's model on the small study, everything done at once. */
final class Fixture {
    static final String TWO_STEPS =
            """
            espalier: 1
            steps:
              # on data
              - prune:
                  method: wanda
                  sparsity: 0.5
              - prune:
                  method: magnitude
                  layers: {fc: 0.8}
            """;

    final FakeWorkbench workbench;
    final Study study;
    final Document document;
    final RecipeViewModel recipe;
    SensitivityTable errors =
            new SensitivityTable(
                    "wanda", Measure.OUTPUT_ERROR, List.of(), new double[0], new double[0][]);
    final Map<LayerId, Schedule.Entry> tuned = new LinkedHashMap<>();

    Fixture(Path folder) {
        this(folder, SampleStudy.small());
    }

    Fixture(Path folder, Study study) {
        this(folder, study, "magnitude", "wanda");
    }

    Fixture(Path folder, Study study, String... methods) {
        this.study = study;
        workbench = FakeWorkbench.of(study, methods);
        ProjectState fresh =
                ProjectState.of(
                        new ModelRef(Path.of("/models/sample.onnx"), null),
                        new ProjectData(DataRef.all("/data"), null));
        document =
                Document.create(
                        folder.resolve("project"),
                        fresh,
                        new Autosave(
                                Runnable::run,
                                problem -> {
                                    throw new AssertionError(problem);
                                }));
        recipe =
                new RecipeViewModel(
                        workbench,
                        new Tuned(() -> new Schedule(tuned), this::scheduled, method -> errors),
                        new Background(Runnable::run, Runnable::run),
                        new Texts());
        recipe.device(workbench.device(EngineChoice.AUTO));
        recipe.open(study, document);
    }

    private String scheduled() {
        List<LayerId> all = study.layers().stream().map(Layer::id).toList();
        return Recipe.of(new Schedule(tuned).pruned(), "wanda", List.of("wanda"), all).toYaml();
    }

    void tune(String layer, double share) {
        tuned.put(new LayerId(layer), new Schedule.Entry(new Target.Sparsity(share), false));
    }
}
