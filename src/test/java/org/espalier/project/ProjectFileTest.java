package org.espalier.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.job.DataRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

class ProjectFileTest {
    @TempDir Path folder;

    @Test
    void comesBackAsItWasWritten() {
        ProjectState state = States.full(folder);

        ProjectFile.write(folder, state);

        assertEquals(state, ProjectFile.read(folder));
        assertTrue(ProjectFile.isIn(folder));
    }

    @Test
    void isReadableByPeople() throws Exception {
        ProjectFile.write(folder, States.full(folder));

        assertEquals(
                """
                project: 2
                model: {path: model/m.onnx, sha256: "00ff"}
                calibration: {path: "a.tsv#train", samples: 128, seed: 7}
                evaluation: {path: /elsewhere/b.tsv}
                goals: {bytes: 512000, milliseconds: 1.5, accuracy: 0.92}
                method: wanda
                schedule:
                  "fc: 1": {target: 0.125, locked: true}
                  conv1: {target: "2:4", method: magnitude}
                recipe: "two steps"
                recipes:
                  half: |
                    espalier: 1
                    steps:

                      # none yet
                  "two steps": "steps: ["
                runs:
                  "0003": {name: "first try", tags: [paper, "ü"], notes: "good\\u000Aenough", deleted: true}
                """
                        .replace("ü", "\\u00FC"),
                Files.readString(folder.resolve(ProjectFile.NAME)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a\n",
                "a\n\n",
                "\na\n",
                " a\n",
                "a: b\n  c \n",
                "a\r\nb\n",
                "a\tb\n",
                "# only a comment\n",
                "---\n",
                "...\n",
                "a\n \nb\n",
                "ü\n",
                "😀\n",
                "a\u0085b\u2028c\n"
            })
    void everyTextOfARecipeComesBack(String yaml) {
        ProjectState state =
                ProjectState.of(new ModelRef(folder.resolve("m"), null), ProjectData.NONE)
                        .withRecipes(Recipes.NONE.add(new NamedRecipe("r", yaml)));

        ProjectFile.write(folder, state);

        assertEquals(state, ProjectFile.read(folder));
    }

    @Test
    void theSampleOfVersionOneOpensOnItsModelDataAndRecipe() throws Exception {
        Path sample = Path.of("samples/fashion-resnet14").toAbsolutePath();

        ProjectState state = ProjectFile.read(sample);

        assertEquals(sample.resolve("fashion-resnet14.onnx"), state.model().path());
        DataRef calibration = Objects.requireNonNull(state.data().calibration());
        assertTrue(Files.exists(Path.of(calibration.path())));
        DataRef evaluation = Objects.requireNonNull(state.data().evaluation());
        assertTrue(Files.exists(Path.of(evaluation.path())));
        assertEquals(0, evaluation.samples());
        assertNull(state.schedule());
        assertEquals(
                new NamedRecipe("recipe", Files.readString(sample.resolve("recipe.yaml"))),
                state.recipes().inHand().orElseThrow());
    }

    @Test
    void aModelThatChangedIsTold() {
        ModelRef model = new ModelRef(Path.of("/m/net.onnx"), "aa");

        assertTrue(model.warning("aa").isEmpty());
        assertTrue(new ModelRef(model.path(), null).warning("bb").isEmpty());
        assertTrue(model.warning("bb").orElseThrow().startsWith("net.onnx is not the model that"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ~model: m~                                          | "project:" is missing
                    ~{project: 3}~                                      | reads versions 1 and 2
                    ~{project: 1, modl: m}~                             | line 1, column 14: "modl" means nothing here. Did you mean model?
                    ~{project: 1, model: m, calibration: d}~            | Data must be keys with values
                    ~{project: 1, model: m, calibration: {path: d, samples: x}}~ | must be a whole number
                    ~{project: 1, model: m, calibration: {path: d, seed: -1}}~   | must be from 0
                    ~{project: 1, model: m, calibration: {path: d}, schedule: {a: {target: x}}}~ | neither a share nor a pattern
                    ~{project: 1, model: m, calibration: {path: d}, schedule: {a: {target: 2}}}~ | not possible
                    ~{project: 1, model: m, recipe: gone.yaml}~         | name a file that is there
                    ~{project: 2, model: m}~                            | "model" must be keys with values
                    ~{project: 2, model: {path: m}, goals: {bytes: -1}}~ | must be from 0
                    ~{project: 2, model: {path: m}, goals: {accuracy: 2}}~ | no goal that can be met
                    ~{project: 2, model: {path: m}, goals: {accuracy: x}}~ | must be a number
                    ~{project: 2, model: {path: m}, recipe: r}~         | no recipe "r" in this project
                    ~{project: 2, model: {path: m}, recipes: {r: []}}~  | kept as text
                    ~{project: 2, model: {path: m}, runs: {r: {tag: a}}}~ | Did you mean tags?
                    """)
    void complainsWithTheFileAndTheLine(String yaml, String words) throws Exception {
        Files.writeString(folder.resolve(ProjectFile.NAME), yaml);

        String message =
                assertThrows(UserFacingException.class, () -> ProjectFile.read(folder))
                        .getMessage();

        assertTrue(message.startsWith(folder.resolve(ProjectFile.NAME).toString()), message);
        assertTrue(message.toLowerCase().contains(words.toLowerCase()), message);
    }

    @Test
    void aFolderWithoutAProjectIsRefused() {
        assertFalse(ProjectFile.isIn(folder));
        assertThrows(UserFacingException.class, () -> ProjectFile.read(folder));
    }
}
