package org.espalier.app;

import java.nio.file.Path;
import java.util.List;

/** Paints the program's screens with the sample's real results, without showing a window. */
@FunctionalInterface
interface DemoPictures {
    /** Writes the pictures into the folder and returns their files. */
    List<Path> paint(Path folder);
}
