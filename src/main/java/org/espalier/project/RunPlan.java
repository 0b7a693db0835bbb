package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.measure.Estimate;
import org.espalier.recipe.YamlNode.Mapping;
import org.espalier.recipe.YamlReader;
import org.espalier.recipe.YamlText;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a run was started with: {@code run.yaml} in the run's folder, beside the journal of its job.
 * Never changed afterwards.
 *
 * @param name such as {@code wanda 50 %}
 * @param model what the recipe works on
 * @param parent id of the run that gave that model; null if it is the project's own
 * @param recipe the YAML as it was then
 * @param goals as they were then
 * @param predicted accuracy that was expected; null if none was
 */
public record RunPlan(
        String name,
        ModelRef model,
        @Nullable String parent,
        String recipe,
        Goals goals,
        @Nullable Estimate predicted,
        Instant created) {
    /** Name of the file. */
    static final String FILE = "run.yaml";

    /** Writes it into a run's folder, which is made. */
    void write(Path folder) {
        StringBuilder out = new StringBuilder("run: 1\n");
        line(out, "name", name);
        line(out, "model", model.path().toString());
        if (model.sha256() != null) {
            out.append("sha256: \"").append(model.sha256()).append("\"\n");
        }
        if (parent != null) {
            line(out, "parent", parent);
        }
        line(out, "created", created.toString());
        out.append(YamlParts.line(goals));
        if (predicted != null) {
            out.append(YamlParts.line("predicted", predicted));
        }
        out.append(YamlParts.block("", "recipe", recipe));
        WholeFile.writeString(folder.resolve(FILE), out.toString());
    }

    private static void line(StringBuilder out, String key, String text) {
        out.append(key).append(": ").append(YamlText.scalar(text)).append('\n');
    }

    /**
     * Reads it from a run's folder.
     *
     * @throws UserFacingException if it is not there or damaged
     */
    static RunPlan read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return read(YamlReader.read(Files.readString(file)).mapping("A run"));
        } catch (UserFacingException e) {
            throw UserFacingException.badInput("%s: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "%s holds no run that can be read: %s. Move it away if it is none."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static RunPlan read(Mapping root) {
        root.allow(
                List.of(
                        "run",
                        "name",
                        "model",
                        "sha256",
                        "parent",
                        "created",
                        "goals",
                        "predicted",
                        "recipe"));
        return new RunPlan(
                Objects.requireNonNullElse(YamlParts.text(root, "name"), ""),
                new ModelRef(
                        Path.of(YamlParts.required(root, "model").text("\"model\"")),
                        YamlParts.text(root, "sha256")),
                YamlParts.text(root, "parent"),
                YamlParts.wholeText(YamlParts.required(root, "recipe")),
                YamlParts.goals(root),
                YamlParts.estimate(root, "predicted"),
                created(root));
    }

    private static Instant created(Mapping root) {
        String text = YamlParts.required(root, "created").text("\"created\"");
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw root.place()
                    .error("\"%s\" is no time such as 2030-01-31T12:00:00Z.".formatted(text));
        }
    }
}
