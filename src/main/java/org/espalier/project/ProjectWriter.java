package org.espalier.project;

import org.espalier.analyze.Schedule;
import org.espalier.compress.Target;
import org.espalier.job.DataRef;
import org.espalier.model.LayerId;
import org.espalier.recipe.YamlText;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code project.yaml}, version 2. */
final class ProjectWriter {
    private final Path folder;
    private final StringBuilder out = new StringBuilder("project: 2\n");

    /** Paths in this folder are written relative to it. */
    ProjectWriter(Path folder) {
        this.folder = folder;
    }

    String write(ProjectState state) {
        model(state.model());
        data("calibration", state.data().calibration());
        data("evaluation", state.data().evaluation());
        out.append(YamlParts.line(state.goals()));
        if (state.method() != null) {
            line("method: " + YamlText.scalar(state.method()));
        }
        if (state.schedule() != null) {
            schedule(state.schedule());
        }
        recipes(state.recipes());
        if (!state.runs().isEmpty()) {
            line("runs:");
            state.runs().forEach(this::run);
        }
        return out.toString();
    }

    private void model(ModelRef model) {
        List<String> parts = new ArrayList<>(List.of("path: " + relative(model.path())));
        if (model.sha256() != null) {
            parts.add("sha256: \"" + model.sha256() + '"');
        }
        line("model: " + YamlParts.flow(parts));
    }

    private void data(String key, @Nullable DataRef data) {
        if (data == null) {
            return;
        }
        List<String> parts = new ArrayList<>(List.of("path: " + relative(Path.of(data.path()))));
        if (data.samples() > 0) {
            parts.add("samples: " + data.samples());
            parts.add("seed: " + data.seed());
        }
        line(key + ": " + YamlParts.flow(parts));
    }

    private void schedule(Schedule schedule) {
        line(schedule.entries().isEmpty() ? "schedule: {}" : "schedule:");
        schedule.entries().forEach(this::layer);
    }

    private void layer(LayerId layer, Schedule.Entry entry) {
        List<String> parts = new ArrayList<>();
        parts.add(
                switch (entry.target()) {
                    case Target.Sparsity s -> "target: " + s.share();
                    case Target.NM nm -> "target: \"" + nm + '"';
                });
        if (entry.locked()) {
            parts.add("locked: true");
        }
        if (entry.method() != null) {
            parts.add("method: " + YamlText.scalar(entry.method()));
        }
        line("  " + YamlText.scalar(layer.name()) + ": " + YamlParts.flow(parts));
    }

    private void recipes(Recipes recipes) {
        if (recipes.current() != null) {
            line("recipe: " + YamlText.scalar(recipes.current()));
        }
        if (!recipes.all().isEmpty()) {
            line("recipes:");
        }
        for (NamedRecipe recipe : recipes.all()) {
            out.append(YamlParts.block("  ", recipe.name(), recipe.yaml()));
        }
    }

    private void run(String id, RunMarks marks) {
        List<String> parts = new ArrayList<>();
        if (!marks.name().isEmpty()) {
            parts.add("name: " + YamlText.scalar(marks.name()));
        }
        if (!marks.tags().isEmpty()) {
            parts.add("tags: " + YamlText.list(marks.tags()));
        }
        if (!marks.notes().isEmpty()) {
            parts.add("notes: " + YamlText.scalar(marks.notes()));
        }
        if (marks.deleted()) {
            parts.add("deleted: true");
        }
        line("  " + YamlText.scalar(id) + ": " + YamlParts.flow(parts));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** With forward slashes, so that the project opens on every system; absolute if far away. */
    private String relative(Path path) {
        Path shown = path.startsWith(folder) ? folder.relativize(path) : path;
        return YamlText.scalar(shown.toString().replace('\\', '/'));
    }
}
