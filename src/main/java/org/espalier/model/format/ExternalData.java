package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files beside a model that hold its large tensors, each mapped once.
 *
 * <p>A model file is untrusted: it may only name plain files in or below its own folder. Absolute
 * paths, {@code ..}, symbolic links and files with more than one hard link are refused, because
 * they would let a model read (and a saved copy spread) other files of the user.
 */
final class ExternalData {
    private final @Nullable Path folder;
    private final Map<String, MemorySegment> files = new HashMap<>();

    /**
     * Reads files of one folder.
     *
     * @param folder the model's; null if the model is in memory and can have no files beside it
     */
    ExternalData(@Nullable Path folder) {
        this.folder = folder;
    }

    /**
     * The {@code bytes} bytes that the entries point to, as a view of the mapped file.
     *
     * @throws UserFacingException if the place is not allowed or not inside the file
     */
    MemorySegment read(List<StringStringEntryProto> entries, long bytes, String where)
            throws IOException {
        Map<String, String> keys = new HashMap<>();
        entries.forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
        String location = keys.getOrDefault("location", "");
        long offset = number(keys, "offset", 0, where);
        long length = number(keys, "length", bytes, where);
        if (length != bytes) {
            throw UserFacingException.badInput(
                    ("%s needs %,d bytes of external data, but its entry gives %,d. The model is"
                                    + " damaged: copy or export it again.")
                            .formatted(where, bytes, length));
        }
        MemorySegment file = file(location, where);
        if (offset > file.byteSize() - bytes) {
            throw UserFacingException.badInput(
                    ("%s lies at bytes %,d to %,d of \"%s\", which has only %,d. Copy the data file"
                                    + " again: it is not whole, or belongs to another model.")
                            .formatted(where, offset, offset + bytes, location, file.byteSize()));
        }
        return file.asSlice(offset, bytes);
    }

    private static long number(Map<String, String> keys, String key, long fallback, String where) {
        String text = keys.get(key);
        if (text == null) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message as a negative number.
        }
        throw UserFacingException.badInput(
                "%s gives \"%s\" as the %s of its external data. The model is damaged: export it again."
                        .formatted(where, text, key));
    }

    private MemorySegment file(String location, String where) throws IOException {
        MemorySegment known = files.get(location);
        if (known != null) {
            return known;
        }
        Path path = resolve(location, where);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw UserFacingException.badInput(
                    ("%s is stored in \"%s\", which is not beside the model. Copy that file into"
                                    + " the model's folder.")
                            .formatted(where, location));
        }
        checkHardLinks(path, location, where);
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            MemorySegment mapped =
                    channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            files.put(location, mapped);
            return mapped;
        }
    }

    private Path resolve(String location, String where) {
        Path relative = relative(location, where);
        if (folder == null) {
            throw refused(where, location, "but came without a folder");
        }
        Path path = folder;
        for (Path name : relative) {
            if (name.toString().equals("..")) {
                throw refused(where, location, "which leads out of the model's folder");
            }
            path = path.resolve(name);
            if (Files.isSymbolicLink(path)) {
                throw refused(where, location, "which is or passes a symbolic link");
            }
        }
        return path;
    }

    private static Path relative(String location, String where) {
        boolean portable = location.indexOf('\\') < 0 && location.indexOf(':') < 0;
        try {
            Path path = Path.of(location);
            if (portable && !location.isEmpty() && !path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Refused like any other name that is no relative path.
        }
        throw refused(where, location, "which is not a relative path");
    }

    private static void checkHardLinks(Path path, String location, String where)
            throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        Object links = Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        if (links instanceof Integer count && count > 1) {
            throw refused(where, location, "which has a second hard link elsewhere");
        }
    }

    private static UserFacingException refused(String where, String location, String why) {
        return UserFacingException.badInput(
                ("%s is stored in \"%s\", %s. For safety only plain files in the model's folder are"
                                + " read: put a copy there.")
                        .formatted(where, location, why));
    }
}
