package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;
import org.espalier.tensor.DType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Damaged files are refused in a sentence or read; nothing else may happen. */
class UntrustedInputTest {
    private static final Path DATA = Path.of("src/test/resources/data");
    private static final AtomicReference<Path> FOLDER = new AtomicReference<>();

    /** Overwrites a byte, or cuts the file off there. */
    record Damage(double place, int value, boolean cut) {
        byte[] to(byte[] file) {
            byte[] copy = file.clone();
            int at = (int) (place * (file.length - 1));
            copy[at] = (byte) value;
            return cut ? Arrays.copyOf(copy, at) : copy;
        }
    }

    @BeforeContainer
    static void makeFolder() throws IOException {
        FOLDER.set(Files.createTempDirectory("untrusted"));
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        try (var files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.integers().between(0, 9).map(chance -> chance == 0))
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 300)
    void arrays(@ForAll("damages") List<Damage> damages) throws IOException {
        Network model =
                Models.taking(
                        Map.of(),
                        Models.input("f4", DType.FLOAT32, -1, 3),
                        Models.input("fortran", DType.INT32, -1, 3, 4));
        survives(DATA.resolve("stored.npz"), "a.npz", model, damages);
        survives(DATA.resolve("deflated.npz"), "b.npz", model, damages);
    }

    @Property(tries = 300)
    void idxImages(@ForAll("damages") List<Damage> damages) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(16 + 4 * 784);
        whole.put(new byte[] {0, 0, 8, 3}).putInt(4).putInt(28).putInt(28);
        Path file = Files.write(folder().resolve("whole"), whole.array());
        survives(file, "a-images-idx3-ubyte", Models.fashion(), damages);
    }

    @Property(tries = 150)
    void pictures(@ForAll("damages") List<Damage> damages) throws IOException {
        Network model =
                Models.taking(Models.FASHION, Models.input("x", DType.FLOAT32, -1, 3, 8, 8));
        for (String name : List.of("c.png", "g.jpg", "p.png")) {
            Path folder = Files.createDirectories(folder().resolve(name + "/class"));
            survives(
                    DATA.resolve("pictures").resolve(name),
                    folder.resolve(name),
                    folder().resolve(name),
                    model,
                    damages);
        }
    }

    private static Path folder() {
        return requireNonNull(FOLDER.get());
    }

    private static void survives(Path whole, String name, Network model, List<Damage> damages)
            throws IOException {
        Path file = folder().resolve(name);
        survives(whole, file, file, model, damages);
    }

    private static void survives(
            Path whole, Path damaged, Path data, Network model, List<Damage> damages)
            throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        for (Damage damage : damages) {
            bytes = bytes.length == 0 ? bytes : damage.to(bytes);
        }
        Files.write(damaged, bytes);
        try {
            Dataset set = Datasets.open(data, model, data);
            set.fingerprint();
            set.batches(2).forEach(set::batch);
        } catch (UserFacingException e) {
            assertTrue(e.getMessage().endsWith("."), e.getMessage());
        }
    }
}
