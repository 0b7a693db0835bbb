package org.espalier.ui.runs;

import org.espalier.analyze.Comparison;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.Journal;
import org.espalier.project.Goals;
import org.espalier.project.RunRecord;
import org.espalier.report.Numbers;
import org.espalier.report.compare.ComparedPair;
import org.espalier.report.compare.ComparisonTiles;
import org.espalier.report.compare.MeasureTile;
import org.espalier.report.compare.RunChanges;
import org.espalier.ui.GoalWords;
import org.espalier.ui.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what is known of one run. */
record RunDetails(Texts texts) {
    /** How far it is, since when, and how long it took, in a line. */
    String headline(RunRow row) {
        String state = new RunWords(texts).state(row.state());
        String began = RunWords.time(row.started());
        double seconds = row.run().worked().toMillis() / 1000.0;
        return seconds > 0
                ? texts.get("runs.headline.taken", state, began, Numbers.clock(seconds))
                : texts.get("runs.headline", state, began);
    }

    /** What it worked on: the project's model, or what another run gave. */
    String origin(RunRow row) {
        Path model = row.run().plan().model().path().getFileName();
        return row.parent().isEmpty()
                ? texts.get("runs.origin.model", model)
                : texts.get("runs.origin.run", row.parent());
    }

    /** What was measured, beside the model that it worked on; empty if nothing was. */
    List<MeasureTile> measures(RunRow row) {
        return row.run().outcome().map(ran -> measures(row, ran)).orElse(List.of());
    }

    private List<MeasureTile> measures(RunRow row, JobResult.Ran ran) {
        Comparison comparison = ran.comparison();
        return ComparisonTiles.of(
                new ComparedPair(
                        origin(row),
                        row.run().title(),
                        comparison,
                        RunChanges.NONE,
                        List.of(),
                        row.run().plan().predicted(),
                        true,
                        List.of()));
    }

    /**
     * The goals that the run began with and what became of them; empty if they are those of now.
     */
    List<String> goalsThen(RunRow row) {
        Goals then = row.run().plan().goals();
        GoalWords words = new GoalWords(texts);
        List<Goals.Check> checks =
                row.run()
                        .comparison()
                        .map(both -> then.check(both.candidate()))
                        .orElseGet(() -> then.check(null, null, null));
        return checks.equals(row.goals())
                ? List.of()
                : checks.stream()
                        .map(check -> texts.get("runs.goals.then", words.sentence(check)))
                        .toList();
    }

    /**
     * What the journal tells, a line each. Slow.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be read
     */
    List<String> log(RunRecord run) {
        return Journal.readEvents(run.folder()).stream()
                .flatMap(event -> line(event).stream())
                .toList();
    }

    private Optional<String> line(JobEvent event) {
        Stream<String> words =
                switch (event) {
                    case JobEvent.Started begun ->
                            Stream.of(texts.get("runs.log.started", begun.device()));
                    case JobEvent.Note note -> Stream.of(note.text());
                    case JobEvent.Finished done -> Stream.of(texts.get("job.finished"));
                    case JobEvent.Failed broken -> Stream.of(broken.message());
                    case JobEvent.Cancelled end -> Stream.of(texts.get("job.cancelled"));
                    case JobEvent.Progressed step -> Stream.of();
                    case JobEvent.CellMeasured cell -> Stream.of();
                    case JobEvent.Written written -> Stream.of();
                };
        return words.map(text -> RunWords.clock(event.at()) + "  " + text).findFirst();
    }
}
