package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;

import org.espalier.engine.Precision;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Casts between fp32 and the 16-bit types of PyTorch.
 *
 * <p>DJL has no bfloat16: to ask such an array for its type ends the process. PyTorch casts it all
 * the same when a TorchScript module of one line is asked to, and arrays whose type nobody asks for
 * can be multiplied, reshaped and freed like others.
 */
final class NarrowTypes {
    private static final long FLOAT = 6;

    /** What the module's only function does; types are numbered as c10::ScalarType is. */
    private static final String CODE =
            """
            class Cast(Module):
              __parameters__ = []
              __buffers__ = []
              def forward(self: __torch__.Cast,
                x: Tensor,
                type: int) -> Tensor:
                return torch.to(x, type)
            """;

    /** Pickled: an instance of the class without attributes. */
    private static final String INSTANCE = "\u0080\u0002c__torch__\nCast\n)\u0081}b.";

    /** Pickled: no constants. */
    private static final String CONSTANTS = "\u0080\u0002).";

    private NarrowTypes() {}

    /** Loaded at the first cast, for the life of the process. */
    private static final class Module {
        static final PtSymbolBlock CAST = load();

        private static PtSymbolBlock load() {
            NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
            try {
                return JniUtils.loadModule(
                        (PtNDManager) manager, new ByteArrayInputStream(archive()), false, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static byte[] archive() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                add(zip, "data.pkl", INSTANCE);
                add(zip, "code/__torch__.py", CODE);
                add(zip, "constants.pkl", CONSTANTS);
                add(zip, "version", "3\n");
            }
            return bytes.toByteArray();
        }

        private static void add(ZipOutputStream zip, String name, String content)
                throws IOException {
            zip.putNextEntry(new ZipEntry("cast/" + name));
            zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
            zip.closeEntry();
        }
    }

    /** PyTorch's number of a precision's type. */
    static long number(Precision precision) {
        return switch (precision) {
            case FP32 -> FLOAT;
            case FP16 -> 5;
            case BF16 -> 15;
        };
    }

    static NDArray widen(NDArray narrow) {
        return cast(narrow, FLOAT);
    }

    /** The values rounded to the type of this number; nobody may ask the result for its type. */
    static NDArray cast(NDArray x, long type) {
        try (IValue value = IValue.from((PtNDArray) x);
                IValue number = IValue.from(type);
                IValue result = Module.CAST.forward(value, number)) {
            return result.toTensor((PtNDManager) x.getManager());
        }
    }
}
