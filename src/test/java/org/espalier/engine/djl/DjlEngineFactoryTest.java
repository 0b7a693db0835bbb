package org.espalier.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.junit.jupiter.api.Test;

class DjlEngineFactoryTest {
    private final DjlEngineFactory factory = new DjlEngineFactory();

    @Test
    void theCpuIsTheFirstDevice() {
        assertEquals(Device.CPU, factory.devices().get(0));
    }

    @Test
    void saysWhichLibraryItIsAndWhyNoGpuIsUsed() {
        String text = factory.describe();
        assertTrue(text.startsWith("PyTorch 2."), text);
        assertTrue(factory.devices().size() > 1 || text.contains("no "), text);
    }

    @Test
    void anEngineKnowsItsSettings() {
        Engine engine = factory.create(Device.CPU, 1);
        assertEquals("djl", engine.name());
        assertEquals(1, engine.threads());
        assertEquals(Device.CPU, engine.device());
        assertTrue(engine.version().startsWith("PyTorch 2."));
    }

    @Test
    void aMissingDeviceIsNamedWithARemedy() {
        Device far = new Device(Device.Kind.CUDA, 99);
        var failure = assertThrows(UserFacingException.class, () -> factory.create(far, 1));
        assertTrue(failure.getMessage().contains("gpu:99"));
        assertTrue(failure.getMessage().contains("--device cpu"));
    }
}
