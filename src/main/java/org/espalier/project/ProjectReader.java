package org.espalier.project;

import org.espalier.analyze.Schedule;
import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.job.DataRef;
import org.espalier.model.LayerId;
import org.espalier.recipe.YamlNode;
import org.espalier.recipe.YamlNode.Entry;
import org.espalier.recipe.YamlNode.Mapping;
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
        String version = YamlParts.required(root, "project").text("\"project\"");
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
        ModelRef model = new ModelRef(path(YamlParts.required(root, "model"), "\"model\""), null);
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
                model(YamlParts.required(root, "model")),
                data(root),
                YamlParts.goals(root),
                YamlParts.text(root, "method"),
                schedule(root),
                recipes(root),
                runs);
    }

    private ModelRef model(YamlNode node) {
        Mapping mapping = node.mapping("\"model\"");
        mapping.allow(List.of("path", "sha256"));
        return new ModelRef(
                path(YamlParts.required(mapping, "path"), "\"path\""),
                YamlParts.text(mapping, "sha256"));
    }

    private ProjectData data(Mapping root) {
        return new ProjectData(
                root.find("calibration").map(entry -> data(entry.value())).orElse(null),
                root.find("evaluation").map(entry -> data(entry.value())).orElse(null));
    }

    private static Recipes recipes(Mapping root) {
        List<NamedRecipe> all = new ArrayList<>();
        for (Entry entry : entries(root, "recipes")) {
            all.add(new NamedRecipe(entry.key(), YamlParts.wholeText(entry.value())));
        }
        return new Recipes(all, YamlParts.text(root, "recipe"));
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
                Objects.requireNonNullElse(YamlParts.text(mapping, "name"), ""),
                tags,
                Objects.requireNonNullElse(YamlParts.text(mapping, "notes"), ""),
                "true".equals(YamlParts.text(mapping, "deleted")));
    }

    private static List<Entry> entries(Mapping root, String key) {
        return root.find(key)
                .map(entry -> entry.value().mapping("\"" + key + "\"").entries())
                .orElse(List.of());
    }

    private Path path(YamlNode node, String what) {
        return folder.resolve(node.text(what)).normalize();
    }

    private DataRef data(YamlNode node) {
        Mapping mapping = node.mapping("Data");
        mapping.allow(List.of("path", "samples", "seed"));
        String path = YamlParts.required(mapping, "path").text("\"path\"");
        return new DataRef(
                folder.resolve(path).normalize().toString(),
                Math.toIntExact(YamlParts.number(mapping, "samples", Integer.MAX_VALUE)),
                YamlParts.number(mapping, "seed", Long.MAX_VALUE));
    }

    private static @Nullable Schedule schedule(Mapping root) {
        return root.find("schedule").map(entry -> schedule(entry.value())).orElse(null);
    }

    private static Schedule schedule(YamlNode node) {
        Map<LayerId, Schedule.Entry> entries = new LinkedHashMap<>();
        for (Entry line : node.mapping("\"schedule\"").entries()) {
            Mapping body = line.value().mapping("A layer's part");
            body.allow(List.of("target", "locked", "method"));
            YamlNode target = YamlParts.required(body, "target");
            boolean locked =
                    body.find("locked")
                            .map(entry -> entry.value().text("\"locked\""))
                            .map("true"::equals)
                            .orElse(false);
            entries.put(
                    new LayerId(line.key()),
                    new Schedule.Entry(target(target), locked, YamlParts.text(body, "method")));
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
