package org.espalier.project;

import org.espalier.analyze.Schedule;
import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.job.DataRef;
import org.espalier.model.LayerId;
import org.espalier.recipe.YamlNode;
import org.espalier.recipe.YamlNode.Entry;
import org.espalier.recipe.YamlNode.Mapping;
import org.espalier.recipe.YamlNode.Scalar;
import org.espalier.recipe.YamlReader;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads {@code project.yaml}. */
final class ProjectReader {
    private final Path folder;

    /** Resolves relative paths against this folder. */
    ProjectReader(Path folder) {
        this.folder = folder;
    }

    ProjectState read(String yaml) {
        Mapping root = YamlReader.read(yaml).mapping("A project");
        String version = required(root, "project").text("\"project\"");
        return switch (version) {
            case "1" -> first(root);
            case "2" -> second(root);
            default ->
                    throw root.place()
                            .error(
                                    "This project is of version %s; this program reads versions 1 and 2."
                                            .formatted(version));
        };
    }

    /** Version 1 had its one recipe in a file of its own. */
    private ProjectState first(Mapping root) {
        root.allow(List.of("project", "model", "calibration", "evaluation", "recipe", "schedule"));
        ModelRef model = new ModelRef(path(required(root, "model"), "\"model\""), null);
        Recipes recipes = root.find("recipe").map(this::recipeFile).orElse(Recipes.NONE);
        return ProjectState.of(model, data(root)).withSchedule(schedule(root)).withRecipes(recipes);
    }

    private Recipes recipeFile(Entry entry) {
        Path file = path(entry.value(), "\"recipe\"");
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        try {
            return Recipes.NONE.add(new NamedRecipe(name, Files.readString(file)));
        } catch (IOException e) {
            throw entry.value()
                    .place()
                    .error(
                            "Could not read %s: %s. Remove \"recipe:\" or name a file that is there."
                                    .formatted(file, e.getMessage()));
        }
    }

    private ProjectState second(Mapping root) {
        root.allow(
                List.of(
                        "project",
                        "model",
                        "calibration",
                        "evaluation",
                        "goals",
                        "method",
                        "schedule",
                        "recipe",
                        "recipes",
                        "runs"));
        Map<String, RunMarks> runs = new LinkedHashMap<>();
        for (Entry run : entries(root, "runs")) {
            runs.put(run.key(), marks(run.value()));
        }
        return new ProjectState(
                model(required(root, "model")),
                data(root),
                root.find("goals").map(entry -> goals(entry.value())).orElse(Goals.NONE),
                text(root, "method"),
                schedule(root),
                recipes(root),
                runs);
    }

    private ModelRef model(YamlNode node) {
        Mapping mapping = node.mapping("\"model\"");
        mapping.allow(List.of("path", "sha256"));
        return new ModelRef(path(required(mapping, "path"), "\"path\""), text(mapping, "sha256"));
    }

    private ProjectData data(Mapping root) {
        return new ProjectData(
                root.find("calibration").map(entry -> data(entry.value())).orElse(null),
                root.find("evaluation").map(entry -> data(entry.value())).orElse(null));
    }

    private static Goals goals(YamlNode node) {
        Mapping mapping = node.mapping("\"goals\"");
        mapping.allow(List.of("bytes", "milliseconds", "accuracy"));
        Long bytes =
                mapping.find("bytes").isPresent()
                        ? (Long) number(mapping, "bytes", Long.MAX_VALUE)
                        : null;
        try {
            return new Goals(
                    bytes, fraction(mapping, "milliseconds"), fraction(mapping, "accuracy"));
        } catch (UserFacingException e) {
            throw node.place().error(e.getMessage());
        }
    }

    private static @Nullable Double fraction(Mapping mapping, String key) {
        Entry entry = mapping.find(key).orElse(null);
        if (entry == null) {
            return null;
        }
        try {
            return Double.valueOf(entry.value().text("\"" + key + "\""));
        } catch (NumberFormatException e) {
            throw entry.value().place().error("\"%s\" must be a number.".formatted(key));
        }
    }

    private static Recipes recipes(Mapping root) {
        List<NamedRecipe> all = new ArrayList<>();
        for (Entry entry : entries(root, "recipes")) {
            if (!(entry.value() instanceof Scalar text)) {
                throw entry.value()
                        .place()
                        .error("A recipe is kept as text. Write | behind its name.");
            }
            all.add(new NamedRecipe(entry.key(), text.text()));
        }
        return new Recipes(all, text(root, "recipe"));
    }

    private static RunMarks marks(YamlNode node) {
        Mapping mapping = node.mapping("A run");
        mapping.allow(List.of("name", "tags", "notes", "deleted"));
        List<String> tags =
                mapping.find("tags").stream()
                        .flatMap(entry -> entry.value().items("\"tags\"").stream())
                        .map(item -> item.text("A tag"))
                        .toList();
        return new RunMarks(
                Objects.requireNonNullElse(text(mapping, "name"), ""),
                tags,
                Objects.requireNonNullElse(text(mapping, "notes"), ""),
                "true".equals(text(mapping, "deleted")));
    }

    private static List<Entry> entries(Mapping root, String key) {
        return root.find(key)
                .map(entry -> entry.value().mapping("\"" + key + "\"").entries())
                .orElse(List.of());
    }

    private static @Nullable String text(Mapping mapping, String key) {
        return mapping.find(key).map(entry -> entry.value().text("\"" + key + "\"")).orElse(null);
    }

    private Path path(YamlNode node, String what) {
        return folder.resolve(node.text(what)).normalize();
    }

    private static YamlNode required(Mapping mapping, String key) {
        return mapping.find(key)
                .map(Entry::value)
                .orElseThrow(() -> mapping.place().error("\"%s:\" is missing.".formatted(key)));
    }

    private DataRef data(YamlNode node) {
        Mapping mapping = node.mapping("Data");
        mapping.allow(List.of("path", "samples", "seed"));
        String path = required(mapping, "path").text("\"path\"");
        return new DataRef(
                folder.resolve(path).normalize().toString(),
                Math.toIntExact(number(mapping, "samples", Integer.MAX_VALUE)),
                number(mapping, "seed", Long.MAX_VALUE));
    }

    private static long number(Mapping mapping, String key, long max) {
        Entry entry = mapping.find(key).orElse(null);
        if (entry == null) {
            return 0;
        }
        try {
            long value = Long.parseLong(entry.value().text("\"" + key + "\""));
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw entry.value().place().error("\"%s\" must be a whole number.".formatted(key));
        }
        throw entry.value().place().error("\"%s\" must be from 0 up to %d.".formatted(key, max));
    }

    private static @Nullable Schedule schedule(Mapping root) {
        return root.find("schedule").map(entry -> schedule(entry.value())).orElse(null);
    }

    private static Schedule schedule(YamlNode node) {
        Map<LayerId, Schedule.Entry> entries = new LinkedHashMap<>();
        for (Entry line : node.mapping("\"schedule\"").entries()) {
            Mapping body = line.value().mapping("A layer's part");
            body.allow(List.of("target", "locked"));
            YamlNode target = required(body, "target");
            boolean locked =
                    body.find("locked")
                            .map(entry -> entry.value().text("\"locked\""))
                            .map("true"::equals)
                            .orElse(false);
            entries.put(new LayerId(line.key()), new Schedule.Entry(target(target), locked));
        }
        return new Schedule(entries);
    }

    private static Target target(YamlNode node) {
        String text = node.text("\"target\"");
        try {
            return text.contains(":")
                    ? Target.NM.parse(text)
                    : new Target.Sparsity(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw node.place().error("\"%s\" is neither a share nor a pattern.".formatted(text));
        } catch (UserFacingException e) {
            throw node.place().error(e.getMessage());
        }
    }
}
