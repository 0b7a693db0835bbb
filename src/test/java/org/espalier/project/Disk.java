package org.espalier.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents that write at once, and what a kill would leave of them. */
final class Disk {
    /** Throws what the disk refuses. */
    static final Autosave AT_ONCE =
            new Autosave(
                    Runnable::run,
                    sentence -> {
                        throw new AssertionError(sentence);
                    });

    private Disk() {}

    /** A new project, opened. */
    static Document document(Path folder) {
        return Document.create(folder, States.fresh(folder), AT_ONCE);
    }

    /** Copies what is on the disk now. */
    static void asAfterAKill(Path folder, Path copy) throws IOException {
        for (String name : new String[] {ProjectFile.NAME, EditJournal.FILE}) {
            if (Files.exists(folder.resolve(name))) {
                Files.copy(folder.resolve(name), copy.resolve(name));
            }
        }
    }
}
