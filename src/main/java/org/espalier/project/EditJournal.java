package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobJson;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The edits since {@code project.yaml} was written, one per line: a checksum of the line's text, a
 * space, the edit as JSON. A line is on the disk when {@link #append} returns. Reading stops at the
 * first line that is not whole.
 */
final class EditJournal implements AutoCloseable {
    /** Its name in the project's folder. */
    static final String FILE = "edits.jsonl";

    private static final JsonMapper JSON =
            JobJson.mapper().addMixIn(Edit.class, JobJson.Typed.class).build();
    private static final int SUM = 8;

    private final FileChannel channel;

    /** Opens the journal of a folder, to go on behind what is in it. */
    EditJournal(Path folder) throws IOException {
        channel =
                FileChannel.open(
                        folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.position(channel.size());
    }

    /** Adds an edit. */
    void append(Edit edit) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(line(edit).getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
    }

    /** Forgets all edits: the project's file has them. */
    void clear() throws IOException {
        channel.truncate(0);
        channel.position(0);
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * The whole edits in the journal of a folder; none if it has no journal.
     *
     * @throws UserFacingException if the journal cannot be read
     */
    static List<Edit> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            List<Edit> edits = new ArrayList<>();
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                Optional<Edit> edit = edit(line);
                if (edit.isEmpty()) {
                    break;
                }
                edits.add(edit.get());
            }
            return edits;
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not read %s: %s. It holds edits that were not saved; check that you may read it."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** An edit as a line of the journal. */
    static String line(Edit edit) {
        String json = JSON.writerFor(Edit.class).writeValueAsString(edit);
        return sum(json) + " " + json + "\n";
    }

    private static Optional<Edit> edit(String line) {
        if (line.length() <= SUM || !line.startsWith(sum(line.substring(SUM + 1)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(line.substring(SUM + 1), Edit.class));
        } catch (JacksonException | UserFacingException e) {
            return Optional.empty();
        }
    }

    private static String sum(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
