package org.espalier.project;

import org.espalier.analyze.Schedule;
import org.espalier.compress.Target;
import org.espalier.job.DataRef;
import org.espalier.model.LayerId;
import org.espalier.recipe.YamlText;

import java.nio.file.Path;

/** Writes {@code project.yaml}. */
final class ProjectWriter {
    private ProjectWriter() {}

    static String write(Project project) {
        StringBuilder out = new StringBuilder("project: 1\n");
        out.append("model: ").append(relative(project, project.model())).append('\n');
        out.append("calibration: ").append(data(project, project.calibration())).append('\n');
        if (project.evaluation() instanceof DataRef evaluation) {
            out.append("evaluation: ").append(data(project, evaluation)).append('\n');
        }
        if (project.recipe() instanceof Path recipe) {
            out.append("recipe: ").append(relative(project, recipe)).append('\n');
        }
        if (project.schedule() instanceof Schedule schedule) {
            out.append("schedule:").append(schedule.entries().isEmpty() ? " {}\n" : "\n");
            schedule.entries().forEach((layer, entry) -> out.append(line(layer, entry)));
        }
        return out.toString();
    }

    private static String data(Project project, DataRef data) {
        StringBuilder out = new StringBuilder("{path: ");
        out.append(relative(project, Path.of(data.path())));
        if (data.samples() > 0) {
            out.append(", samples: ").append(data.samples());
            out.append(", seed: ").append(data.seed());
        }
        return out.append('}').toString();
    }

    /** With forward slashes, so that the project opens on every system; absolute if far away. */
    private static String relative(Project project, Path path) {
        Path shown = path.startsWith(project.folder()) ? project.folder().relativize(path) : path;
        return YamlText.scalar(shown.toString().replace('\\', '/'));
    }

    private static String line(LayerId layer, Schedule.Entry entry) {
        String target =
                switch (entry.target()) {
                    case Target.Sparsity s -> Double.toString(s.share());
                    case Target.NM nm -> '"' + nm.toString() + '"';
                };
        return "  %s: {target: %s%s}\n"
                .formatted(
                        YamlText.scalar(layer.name()),
                        target,
                        entry.locked() ? ", locked: true" : "");
    }
}
