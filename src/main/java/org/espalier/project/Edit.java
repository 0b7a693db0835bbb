package org.espalier.project;

import org.espalier.analyze.Schedule;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One change of a project by its user. Each kind sets one part of the state as a whole, so that
 * doing it twice is doing it once: a journal of edits may be replayed over a file that has some of
 * them already.
 */
public sealed interface Edit {
    /** The state after the edit. */
    ProjectState apply(ProjectState before);

    /** The edit that leads back to {@code before}. */
    Edit inverse(ProjectState before);

    /**
     * Key of what the edit is called behind "Undo", such as {@code edit.schedule.layer}. One key
     * per kind and reason: {@code edit.} with the kind and the reason in small letters.
     */
    String nameKey();

    /** Whether this edit and another set the same part, so that one gesture may hold both. */
    default boolean setsSameAs(Edit other) {
        return getClass() == other.getClass();
    }

    /** Sets the whole schedule. */
    record SetSchedule(@Nullable Schedule schedule, Reason reason) implements Edit {
        /** What the user did to it. */
        public enum Reason {
            /** Set one layer. */
            LAYER,
            /** Moved several layers. */
            RANGE,
            /** Gave layers a method of their own, or took it back. */
            METHOD,
            /** Locked or freed layers. */
            LOCK,
            /** Took over a proposed schedule. */
            PRESET,
            /** Made all layers dense again. */
            RESET
        }

        @Override
        public ProjectState apply(ProjectState before) {
            return before.withSchedule(schedule);
        }

        @Override
        public Edit inverse(ProjectState before) {
            return new SetSchedule(before.schedule(), reason);
        }

        @Override
        public String nameKey() {
            return key("schedule", reason);
        }
    }

    /** Sets all goals. */
    record SetGoals(Goals goals) implements Edit {
        @Override
        public ProjectState apply(ProjectState before) {
            return before.withGoals(goals);
        }

        @Override
        public Edit inverse(ProjectState before) {
            return new SetGoals(before.goals());
        }

        @Override
        public String nameKey() {
            return "edit.goals";
        }
    }

    /** Chooses the method. */
    record SetMethod(@Nullable String method) implements Edit {
        @Override
        public ProjectState apply(ProjectState before) {
            return before.withMethod(method);
        }

        @Override
        public Edit inverse(ProjectState before) {
            return new SetMethod(before.method());
        }

        @Override
        public String nameKey() {
            return "edit.method";
        }
    }

    /** Chooses the data. */
    record SetData(ProjectData data) implements Edit {
        @Override
        public ProjectState apply(ProjectState before) {
            return before.withData(data);
        }

        @Override
        public Edit inverse(ProjectState before) {
            return new SetData(before.data());
        }

        @Override
        public String nameKey() {
            return "edit.data";
        }
    }

    /** Sets all recipes. */
    record SetRecipes(Recipes recipes, Reason reason) implements Edit {
        /** What the user did to them. */
        public enum Reason {
            /** Added one. */
            ADD,
            /** Changed the text of one. */
            WRITE,
            /** Removed one. */
            REMOVE,
            /** Renamed one. */
            RENAME,
            /** Moved one to another place. */
            MOVE,
            /** Took another one in hand. */
            CHOOSE
        }

        @Override
        public ProjectState apply(ProjectState before) {
            return before.withRecipes(recipes);
        }

        @Override
        public Edit inverse(ProjectState before) {
            return new SetRecipes(before.recipes(), reason);
        }

        @Override
        public String nameKey() {
            return key("recipe", reason);
        }
    }

    /**
     * Writes on runs; deletes or restores them.
     *
     * @param marks all that is written on each run afterwards, by the runs' ids
     */
    record MarkRuns(Map<String, RunMarks> marks, Reason reason) implements Edit {
        /** What the user did to them. */
        public enum Reason {
            /** Renamed one. */
            RENAME,
            /** Changed the tags. */
            TAG,
            /** Changed the notes. */
            NOTE,
            /** Moved them to the trash. */
            DELETE,
            /** Took them out of the trash. */
            RESTORE
        }

        /** Keeps a copy. */
        public MarkRuns {
            marks = Map.copyOf(marks);
        }

        /** Writes on one run. */
        public MarkRuns(String run, RunMarks marks, Reason reason) {
            this(Map.of(run, marks), reason);
        }

        @Override
        public ProjectState apply(ProjectState before) {
            ProjectState after = before;
            for (Map.Entry<String, RunMarks> run : marks.entrySet()) {
                after = after.withMarks(run.getKey(), run.getValue());
            }
            return after;
        }

        @Override
        public Edit inverse(ProjectState before) {
            Map<String, RunMarks> former = new HashMap<>();
            marks.keySet().forEach(run -> former.put(run, before.marks(run)));
            return new MarkRuns(former, reason);
        }

        @Override
        public String nameKey() {
            return key("run", reason);
        }

        @Override
        public boolean setsSameAs(Edit other) {
            return other instanceof MarkRuns mark && mark.marks.keySet().equals(marks.keySet());
        }
    }

    private static String key(String part, Enum<?> reason) {
        return "edit." + part + "." + reason.name().toLowerCase(Locale.ROOT);
    }
}
