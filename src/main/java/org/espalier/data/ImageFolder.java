package org.espalier.data;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * PNG and JPEG files in a folder per class, decoded when asked for.
 *
 * <p>An image is scaled to cover the model's input and cut to its middle.
 *
 * @param files sorted by class, then by name
 * @param labels class of each file: the name of its folder
 */
record ImageFolder(
        Path folder, List<Path> files, List<String> labels, int channels, int height, int width)
        implements PixelSource {

    /**
     * Finds the files.
     *
     * @throws UserFacingException if there are none, or the first cannot be decoded
     */
    static ImageFolder open(Path folder, ImageInput input) {
        List<Path> files = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Path kind : children(folder).filter(Files::isDirectory).toList()) {
            for (Path file : children(kind).filter(ImageFolder::isImage).toList()) {
                files.add(file);
                labels.add(kind.getFileName().toString());
            }
        }
        if (files.isEmpty()) {
            throw UserFacingException.badInput(
                    "No folder inside %s holds PNG or JPEG files. Put the images of each class into a folder."
                            .formatted(folder));
        }
        Picture first = Picture.read(files.get(0));
        return new ImageFolder(
                folder,
                files,
                labels,
                input.channels(),
                input.height(first.height()),
                input.width(first.width()));
    }

    /** Whether a folder inside holds images. */
    static boolean looksLikeOne(Path folder) {
        return children(folder)
                .filter(Files::isDirectory)
                .anyMatch(kind -> children(kind).anyMatch(ImageFolder::isImage));
    }

    /** What is inside a folder, sorted by name, without hidden entries. */
    static Stream<Path> children(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not list %s: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public List<MemorySegment> pixels(int[] images) {
        return Arrays.stream(images).parallel().mapToObj(files::get).map(this::decode).toList();
    }

    private MemorySegment decode(Path file) {
        return MemorySegment.ofArray(Picture.read(file).cover(height, width).bytes(channels));
    }

    @Override
    public void addTo(Fingerprint fingerprint) throws IOException {
        fingerprint.add(channels, height, width);
        for (Path file : files) {
            fingerprint.add(folder.relativize(file).toString().replace('\\', '/')).add(file);
        }
    }
}
