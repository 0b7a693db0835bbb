package org.espalier.project;

import java.nio.file.Path;

/** Edits a project without end and prints what is on the disk, until it is killed. */
final class KilledWindow {
    private KilledWindow() {}

    /** Edits the project in the folder given. */
    public static void main(String[] arguments) throws Exception {
        Document document = Document.open(Path.of(arguments[0]), Disk.AT_ONCE);
        for (int i = 1; ; i++) {
            document.edit(States.layer(i / 1e6));
            System.out.println(i);
        }
    }
}
