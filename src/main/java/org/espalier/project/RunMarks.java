package org.espalier.project;

import java.util.List;

/**
 * What the user wrote on a run.
 *
 * @param name empty for the run's own
 * @param tags in the user's order
 * @param deleted whether its folder lies in the trash
 */
public record RunMarks(String name, List<String> tags, String notes, boolean deleted) {
    /** Nothing. */
    public static final RunMarks NONE = new RunMarks("", List.of(), "", false);

    /** Keeps a copy of the tags. */
    public RunMarks {
        tags = List.copyOf(tags);
    }

    /** With another name. */
    public RunMarks withName(String other) {
        return new RunMarks(other, tags, notes, deleted);
    }

    /** With other tags. */
    public RunMarks withTags(List<String> other) {
        return new RunMarks(name, other, notes, deleted);
    }

    /** With other notes. */
    public RunMarks withNotes(String other) {
        return new RunMarks(name, tags, other, deleted);
    }

    /** In the trash or not. */
    public RunMarks withDeleted(boolean inTrash) {
        return new RunMarks(name, tags, notes, inTrash);
    }
}
