package org.espalier.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Schedule;
import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.job.DataRef;
import org.espalier.model.LayerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

class ProjectTest {
    @TempDir Path folder;

    @Test
    void comesBackAsItWasWritten() {
        Map<LayerId, Schedule.Entry> entries = new LinkedHashMap<>();
        entries.put(new LayerId("fc: 1"), new Schedule.Entry(new Target.Sparsity(0.125), true));
        entries.put(new LayerId("conv1"), new Schedule.Entry(new Target.NM(2, 4), false));
        Project project =
                new Project(
                        folder,
                        folder.resolve("model/m.onnx"),
                        new DataRef(folder.resolve("a.tsv#train").toString(), 128, 7),
                        DataRef.all("/elsewhere/b.tsv"),
                        folder.resolve("recipe.yaml"),
                        new Schedule(entries));

        project.write();

        assertEquals(project, Project.read(folder));
        assertTrue(Project.isIn(folder));
    }

    @Test
    void theSampleOpensOnItsModelAndData() {
        Path sample = Path.of("samples/fashion-resnet14").toAbsolutePath();

        Project project = Project.read(sample);

        assertEquals(sample.resolve("fashion-resnet14.onnx"), project.model());
        assertTrue(Files.exists(Path.of(project.calibration().path())));
        DataRef evaluation = Objects.requireNonNull(project.evaluation());
        assertTrue(Files.exists(Path.of(evaluation.path())));
        assertEquals(0, evaluation.samples());
        assertNull(project.schedule());
    }

    @Test
    void eachRunGetsAFolderOfItsOwn() throws Exception {
        Project project =
                new Project(folder, folder.resolve("m"), DataRef.all("/d"), null, null, null);

        assertEquals(folder.resolve("runs/0001"), project.nextRun());
        Files.createDirectories(folder.resolve("runs/0041"));
        Files.createDirectories(folder.resolve("runs/notes"));
        assertEquals(folder.resolve("runs/0042"), project.nextRun());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ~model: m~                                          | "project:" is missing
                    ~{project: 2}~                                      | reads version 1
                    ~{project: 1, modl: m}~                             | line 1, column 14: "modl" means nothing here. Did you mean model?
                    ~{project: 1, model: m, calibration: d}~            | Data must be keys with values
                    ~{project: 1, model: m, calibration: {path: d, samples: x}}~ | must be a whole number
                    ~{project: 1, model: m, calibration: {path: d, seed: -1}}~   | must be from 0
                    ~{project: 1, model: m, calibration: {path: d}, schedule: {a: {target: x}}}~ | neither a share nor a pattern
                    ~{project: 1, model: m, calibration: {path: d}, schedule: {a: {target: 2}}}~ | not possible
                    """)
    void complainsWithTheFileAndTheLine(String yaml, String words) throws Exception {
        Files.writeString(folder.resolve(Project.FILE), yaml);

        String message =
                assertThrows(UserFacingException.class, () -> Project.read(folder)).getMessage();

        assertTrue(message.startsWith(folder.resolve(Project.FILE).toString()), message);
        assertTrue(message.toLowerCase().contains(words.toLowerCase()), message);
    }

    @Test
    void aFolderWithoutAProjectIsRefused() {
        assertFalse(Project.isIn(folder));
        assertThrows(UserFacingException.class, () -> Project.read(folder));
    }
}
