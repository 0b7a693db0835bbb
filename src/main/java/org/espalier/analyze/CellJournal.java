package org.espalier.analyze;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells in a text file of a folder, {@code cells.txt}: one line each, added at the end and forced
 * to the disk. A line that a kill has cut off has no closing semicolon and does not count.
 */
public final class CellJournal implements CellStore {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\S+) .*;");

    private final Path file;
    private final Map<String, Double> cells = new HashMap<>();

    /**
     * Reads the cells kept in {@code folder}, which is made if missing.
     *
     * @throws UserFacingException if the folder cannot be read or made
     */
    public CellJournal(Path folder) {
        this.file = folder.resolve("cells.txt");
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                text.lines().forEach(this::read);
            }
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not read the measured cells in %s: %s. Check the folder, or choose another."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    @Override
    public OptionalDouble find(String key) {
        Double damage = cells.get(key);
        return damage == null ? OptionalDouble.empty() : OptionalDouble.of(damage);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UserFacingException if the line cannot be written
     */
    @Override
    public void put(String key, double damage, String what) {
        String line = "%s %s %s;%n".formatted(key, damage, what.replaceAll("\\R", " "));
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            channel.position(channel.size());
            write(channel, endsWithLine(channel) ? line : System.lineSeparator() + line);
            channel.force(false);
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not keep a measured cell in %s: %s. Free some space; finished cells are kept."
                            .formatted(file, e.getMessage()),
                    e);
        }
        cells.put(key, damage);
    }

    private static boolean endsWithLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() == 0
                || channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            try {
                cells.put(matcher.group(1), Double.valueOf(matcher.group(2)));
            } catch (NumberFormatException e) {
                // Not one of our lines: measuring the cell again is harmless.
                return;
            }
        }
    }
}
