package org.espalier.data;

import org.espalier.base.UserFacingException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a model wants its pixels: {@code (pixel * scale - mean) / std}, per channel.
 *
 * <p>It is stated by the model's metadata ({@code input.scale}, {@code input.mean}, {@code
 * input.std}; numbers, ratios such as {@code 1/255}, or one per channel with commas between) or by
 * a {@code preprocessor_config.json} as Hugging Face writes it, beside the model or the data.
 *
 * @param scale factor of the raw pixel, 0 to 255
 * @param mean per channel, or one for all
 * @param std per channel, or one for all; never 0
 */
public record Preprocessing(double scale, List<Double> mean, List<Double> std) {
    static final String SIDECAR = "preprocessor_config.json";

    private static final List<String> KEYS = List.of("input.scale", "input.mean", "input.std");

    /**
     * Checks the numbers.
     *
     * @throws UserFacingException if one is not finite, a deviation is 0, or a list is empty
     */
    public Preprocessing {
        boolean finite =
                Stream.of(List.of(scale), mean, std)
                        .flatMap(List::stream)
                        .allMatch(Double::isFinite);
        if (!finite || mean.isEmpty() || std.isEmpty() || std.contains(0.0)) {
            throw UserFacingException.badInput(
                    "The preprocessing (pixel * %s - %s) / %s is not possible. State finite numbers and"
                                    .formatted(scale, mean, std)
                            + " a standard deviation other than 0.");
        }
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /**
     * Reads the metadata properties of a model.
     *
     * @return empty if they do not speak of preprocessing
     * @throws UserFacingException if they state a part of it only, or no numbers
     */
    public static Optional<Preprocessing> of(Map<String, String> properties) {
        if (KEYS.stream().noneMatch(properties::containsKey)) {
            return Optional.empty();
        }
        if (!properties.containsKey(KEYS.get(0))) {
            throw UserFacingException.badInput(
                    "The model's metadata state input.mean or input.std but no input.scale. Add it:"
                            + " 1/255 if pixels are to be brought to 0..1, or 1.");
        }
        return Optional.of(
                new Preprocessing(
                        numbers(properties, KEYS.get(0), 1).get(0),
                        numbers(properties, KEYS.get(1), 0),
                        numbers(properties, KEYS.get(2), 1)));
    }

    /**
     * Reads a {@code preprocessor_config.json} of the folder.
     *
     * @return empty if there is none
     * @throws UserFacingException if it is not valid
     */
    static Optional<Preprocessing> beside(Path folder) {
        Path file = folder.resolve(SIDECAR);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(JsonMapper.shared().readTree(file)));
        } catch (JacksonException e) {
            throw UserFacingException.badInput(
                    "%s is not valid JSON: %s.".formatted(file, e.getOriginalMessage()), e);
        }
    }

    /** Normalized value of each pixel value 0 to 255, in single precision as training code does. */
    float[] table(int channel) {
        float offset = each(mean, channel);
        float divisor = each(std, channel);
        float[] table = new float[256];
        for (int pixel = 0; pixel < table.length; pixel++) {
            table[pixel] = ((float) (pixel * scale) - offset) / divisor;
        }
        return table;
    }

    /** Whether there is a mean and a deviation for each of so many channels. */
    boolean fits(int channels) {
        return (mean.size() == 1 || mean.size() == channels)
                && (std.size() == 1 || std.size() == channels);
    }

    private static Preprocessing parse(JsonNode json) {
        boolean rescale = json.path("do_rescale").asBoolean(true);
        boolean normalize = json.path("do_normalize").asBoolean(true);
        return new Preprocessing(
                rescale ? json.path("rescale_factor").asDouble(1.0 / 255) : 1,
                normalize ? doubles(json.path("image_mean"), 0) : List.of(0.0),
                normalize ? doubles(json.path("image_std"), 1) : List.of(1.0));
    }

    private static List<Double> doubles(JsonNode array, double fallback) {
        return array.isArray()
                ? array.valueStream().map(value -> value.asDouble(Double.NaN)).toList()
                : List.of(fallback);
    }

    private static List<Double> numbers(
            Map<String, String> properties, String key, double fallback) {
        String text = properties.getOrDefault(key, Double.toString(fallback));
        try {
            return Arrays.stream(text.split(",")).map(Preprocessing::number).toList();
        } catch (NumberFormatException e) {
            throw UserFacingException.badInput(
                    "The model's metadata state %s as \"%s\". Write numbers, with commas between"
                                    .formatted(key, text)
                            + " channels, such as 0.485, 0.456, 0.406.",
                    e);
        }
    }

    private static double number(String text) {
        String[] ratio = text.split("/", 2);
        double first = Double.parseDouble(ratio[0].strip());
        return ratio.length == 1 ? first : first / Double.parseDouble(ratio[1].strip());
    }

    private static float each(List<Double> values, int channel) {
        return values.get(values.size() == 1 ? 0 : channel).floatValue();
    }
}
