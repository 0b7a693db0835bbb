package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;

/** Images, normalized for a model as they are asked for. */
final class ImageDataset implements Dataset {
    private final String name;
    private final PixelSource source;
    private final Labels labels;
    private final PixelEncoder encoder;
    private final String preprocessing;
    private @Nullable String fingerprint;

    ImageDataset(
            String name,
            PixelSource source,
            Labels labels,
            ImageInput input,
            @Nullable Preprocessing preprocessing) {
        this.name = name;
        this.source = source;
        this.labels = labels;
        this.encoder = new PixelEncoder(input, preprocessing);
        this.preprocessing = String.valueOf(preprocessing);
        input.shape(1, source.height(), source.width());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public List<String> classes() {
        return labels.classes();
    }

    @Override
    public synchronized String fingerprint() {
        if (fingerprint == null) {
            Fingerprint sum = new Fingerprint().add(preprocessing);
            labels.addTo(sum);
            try {
                source.addTo(sum);
            } catch (IOException e) {
                throw UserFacingException.failed(
                        "Could not read %s: %s.".formatted(name, e.getMessage()), e);
            }
            fingerprint = sum.hex();
        }
        return fingerprint;
    }

    @Override
    public Sample sample(int index) {
        byte[] pixels = source.pixels(new int[] {index}).getFirst().toArray(ValueLayout.JAVA_BYTE);
        int[] argb = new int[source.height() * source.width()];
        int channels = pixels.length / Math.max(1, argb.length);
        for (int i = 0; i < argb.length; i++) {
            int red = pixels[i * channels] & 0xff;
            int green = pixels[i * channels + Math.min(1, channels - 1)] & 0xff;
            int blue = pixels[i * channels + channels - 1] & 0xff;
            argb[i] = 0xff000000 | red << 16 | green << 8 | blue;
        }
        return new Sample.Image(source.height(), source.width(), argb);
    }

    @Override
    public Batch batch(int[] indices) {
        Tensor images = encoder.encode(source.pixels(indices), source.height(), source.width());
        return new Batch(Map.of(encoder.input().name(), images), labels.of(indices));
    }
}
