package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Tensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * NumPy's archive of named arrays: a zip file with one {@code .npy} file per array, stored or
 * deflated.
 *
 * <p>Numbers and booleans are read, in either byte order and either memory order; pickled objects
 * are not. Memory is only taken for what the compressed bytes can hold.
 *
 * @param arrays by name, in file order
 */
public record Npz(Path file, Map<String, Tensor> arrays) {
    /** Deflate cannot shrink data further than this. */
    static final long MAX_DEFLATE_RATIO = 1032;

    private static final String SUFFIX = ".npy";

    /**
     * Reads all arrays.
     *
     * @throws UserFacingException if the file is damaged or holds anything but numbers
     */
    public static Npz read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, Tensor> arrays = new LinkedHashMap<>();
            for (ZipEntry entry : List.copyOf(Collections.list(zip.entries()))) {
                String name = entry.getName();
                if (name.endsWith(SUFFIX)) {
                    String array = name.substring(0, name.length() - SUFFIX.length());
                    arrays.put(array, array(zip, entry, "\"" + array + "\" in " + file));
                }
            }
            return new Npz(file, Collections.unmodifiableMap(arrays));
        } catch (IOException | IllegalArgumentException e) {
            throw UserFacingException.badInput(
                    "Could not read the arrays of %s: %s. Save it again with numpy.savez."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * One array.
     *
     * @throws UserFacingException if there is none of that name; the message lists those there are
     */
    public Tensor array(String name) {
        Tensor array = arrays.get(name);
        if (array == null) {
            throw UserFacingException.badInput(
                    "%s has no array \"%s\"; it has %s. Name one of these."
                            .formatted(file, name, String.join(", ", arrays.keySet())));
        }
        return array;
    }

    private static Tensor array(ZipFile zip, ZipEntry entry, String where) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return Npy.read(in, justified(zip, entry), where);
        }
    }

    /** The most bytes that an entry can really hold, whatever the directory claims. */
    private static long justified(ZipFile zip, ZipEntry entry) throws IOException {
        long packed = Math.clamp(entry.getCompressedSize(), 0, Files.size(Path.of(zip.getName())));
        return entry.getMethod() == ZipEntry.STORED ? packed : packed * MAX_DEFLATE_RATIO;
    }
}
