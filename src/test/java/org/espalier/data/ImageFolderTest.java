package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.espalier.model.Network;
import org.espalier.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class ImageFolderTest {
    private static final Path PICTURES = Path.of("src/test/resources/data/pictures");
    private static final Map<String, String> RAW = Map.of("input.scale", "1");

    @TempDir Path folder;

    @Test
    void labelsImagesByTheirFolderAndKeepsGreyValues() throws IOException {
        copy("g.png", "b/one.png");
        copy("g.jpg", "a/two.jpeg");
        copy("g.png", ".hidden/three.png");
        Dataset data = open(1, 16, 16);

        assertEquals(2, data.size());
        assertEquals(List.of("a", "b"), data.classes());
        Batch batch = data.batch(new int[] {0, 1});
        assertArrayEquals(new int[] {0, 1}, batch.labels());
        float[] values = batch.inputs().values().iterator().next().toFloats();
        for (int pixel = 0; pixel < 256; pixel++) {
            assertEquals(pixel, values[pixel], 1, "JPEG");
            assertEquals(pixel, values[256 + pixel], "PNG");
        }
    }

    @Test
    void readsColourAndPaletteAndTurnsThemGrey() throws IOException {
        copy("c.png", "a/c.png");
        copy("p.png", "a/p.png");

        float[] colour = pixels(open(3, 40, 60), 0);
        float[] palette = pixels(open(3, 40, 60), 1);
        float[] grey = pixels(open(1, 40, 60), 0);

        int at = 3 * 60 + 5;
        assertArrayEquals(new float[] {193, 18, 16}, atPixel(colour, at));
        assertArrayEquals(new float[] {202, 24, 65}, atPixel(palette, at));
        assertEquals(70, grey[at]);
    }

    @Test
    void reducesSixteenBitsToEight() throws IOException {
        copy("g16.png", "a/g16.png");

        float[] values = pixels(open(1, 4, 4), 0);

        assertEquals(0, values[0]);
        assertEquals(Math.round(4096 / 257.0), values[1]);
        assertEquals(Math.round(15 * 4096 / 257.0), values[15]);
    }

    /** Expected values: Pillow's antialiased bilinear resize to 30 x 20, then a cut to 20 x 20. */
    @Test
    void scalesToCoverTheInputAndCutsOutTheMiddle() throws IOException {
        copy("c.png", "a/c.png");

        float[] values = pixels(open(3, 20, 20), 0);

        assertArrayEquals(new float[] {226, 4, 22}, values(values, 400, 0), 1);
        assertArrayEquals(new float[] {34, 123, 102}, values(values, 400, 10 * 20 + 10), 1);
        assertArrayEquals(new float[] {187, 230, 174}, values(values, 400, 399), 1);
        assertEquals(47580, sum(values, 0), 200);
        assertEquals(46800, sum(values, 1), 200);
        assertEquals(39200, sum(values, 2), 200);
    }

    @Test
    void namesTheFileThatCannotBeDecoded() throws IOException {
        copy("c.png", "a/a.png");
        byte[] whole = Files.readAllBytes(PICTURES.resolve("c.png"));
        Files.write(folder.resolve("a/broken.png"), Arrays.copyOf(whole, 90));
        Files.writeString(folder.resolve("a/text.png"), "no image");
        Dataset data = open(3, 40, 60);

        Refusal.expect(() -> data.batch(new int[] {1}), "broken.png");
        Refusal.expect(() -> data.batch(new int[] {2}), "text.png", "neither PNG nor JPEG");
    }

    @Test
    void refusesAnImageThatClaimsMorePixelsThanItsBytesCanHold() throws IOException {
        copy("g.png", "a/bomb.png");
        byte[] bytes = Files.readAllBytes(folder.resolve("a/bomb.png"));
        ByteBuffer.wrap(bytes).putInt(16, 20_000).putInt(20, 20_000);
        Files.write(folder.resolve("a/bomb.png"), bytes);

        Refusal.expect(() -> open(1, 16, 16), "bomb.png", "claims 20000 x 20000 pixels");
    }

    @Test
    void fingerprintsTheFiles() throws IOException {
        copy("c.png", "a/c.png");
        String before = open(3, 40, 60).fingerprint();
        assertEquals(before, open(3, 40, 60).fingerprint());

        copy("p.png", "a/c.png");
        assertNotEquals(before, open(3, 40, 60).fingerprint());
    }

    @Test
    void saysWhatAFolderWithoutImagesNeeds() throws IOException {
        Files.createDirectories(folder.resolve("a"));

        Refusal.expect(() -> open(3, 40, 60), "holds no data", "a folder of images per class");
    }

    private Dataset open(int channels, int height, int width) {
        Network model =
                Models.taking(RAW, Models.input("x", DType.FLOAT32, -1, channels, height, width));
        return Datasets.open(folder, model, folder);
    }

    private static float[] pixels(Dataset data, int index) {
        return data.batch(new int[] {index}).inputs().values().iterator().next().toFloats();
    }

    private static float[] atPixel(float[] planes, int pixel) {
        return values(planes, planes.length / 3, pixel);
    }

    private static float[] values(float[] planes, int pixels, int pixel) {
        return new float[] {planes[pixel], planes[pixels + pixel], planes[2 * pixels + pixel]};
    }

    private static double sum(float[] planes, int channel) {
        double sum = 0;
        for (int pixel = 0; pixel < planes.length / 3; pixel++) {
            sum += planes[channel * planes.length / 3 + pixel];
        }
        return sum;
    }

    private void copy(String picture, String target) throws IOException {
        Path file = folder.resolve(target);
        Files.createDirectories(file.getParent());
        Files.write(file, Files.readAllBytes(PICTURES.resolve(picture)));
    }
}
