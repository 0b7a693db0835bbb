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

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code project.yaml}. */
final class ProjectReader {
    private final Path folder;

    /** Resolves relative paths against this folder. */
    ProjectReader(Path folder) {
        this.folder = folder;
    }

    Project read(String yaml) {
        Mapping root = YamlReader.read(yaml).mapping("A project");
        root.allow(List.of("project", "model", "calibration", "evaluation", "recipe", "schedule"));
        String version = required(root, "project").text("\"project\"");
        if (!version.equals("1")) {
            throw root.place()
                    .error(
                            "This project is of version %s; this program reads version 1."
                                    .formatted(version));
        }
        return new Project(
                folder,
                folder.resolve(required(root, "model").text("\"model\"")).normalize(),
                data(required(root, "calibration")),
                root.find("evaluation").map(entry -> data(entry.value())).orElse(null),
                root.find("recipe")
                        .map(entry -> folder.resolve(entry.value().text("\"recipe\"")).normalize())
                        .orElse(null),
                root.find("schedule").map(entry -> schedule(entry.value())).orElse(null));
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
