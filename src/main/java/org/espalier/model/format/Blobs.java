package org.espalier.model.format;

import com.google.protobuf.ByteString;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The raw data of a model's tensors, which stay off-heap. In the parsed protos a token stands for
 * each.
 */
final class Blobs {
    private final List<MemorySegment> segments;

    Blobs() {
        this.segments = new ArrayList<>();
    }

    /** A copy that can grow while the original stays. */
    Blobs(Blobs other) {
        this.segments = new ArrayList<>(other.segments);
    }

    /** Keeps the data and gives the token that stands for it. */
    ByteString add(MemorySegment data) {
        segments.add(data);
        return ByteString.copyFrom(
                ByteBuffer.allocate(Integer.BYTES).putInt(0, segments.size() - 1));
    }

    /** The data behind a token. */
    MemorySegment get(ByteString token) {
        return get(token.asReadOnlyByteBuffer());
    }

    /** The data behind the bytes of a token. */
    MemorySegment get(ByteBuffer token) {
        return segments.get(token.getInt(token.position()));
    }
}
