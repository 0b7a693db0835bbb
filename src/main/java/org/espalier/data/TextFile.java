package org.espalier.data;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Files of text in UTF-8, {@code .gz} unpacked, without the mark that some editors put first. */
final class TextFile {
    /** Ten times WikiText-2; a packed file cannot fill the memory. */
    static final int MOST_BYTES = 128 << 20;

    private static final String MARK = "\uFEFF";

    private TextFile() {}

    /**
     * Reads a file as a whole.
     *
     * @throws UserFacingException if it is not UTF-8, too large, or cannot be read
     */
    static String read(Path file) {
        try (InputStream stored = Files.newInputStream(file);
                InputStream text = isPacked(file) ? new GZIPInputStream(stored) : stored) {
            byte[] bytes = text.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw UserFacingException.badInput(
                        "%s holds more than %d MiB of text, more than is read at once. Take a part of it."
                                .formatted(file, MOST_BYTES >> 20));
            }
            String content =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return content.startsWith(MARK) ? content.substring(MARK.length()) : content;
        } catch (CharacterCodingException e) {
            throw UserFacingException.badInput(
                    "%s is not UTF-8 text. Save it as UTF-8.".formatted(file), e);
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not read %s: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static boolean isPacked(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }
}
