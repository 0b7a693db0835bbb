package org.espalier.ui.job;

import javafx.scene.control.ListCell;

/** A line of a log, wrapped where it is long. */
final class LogCell extends ListCell<String> {
    private static final double SCROLL_BAR = 24;

    LogCell() {
        setWrapText(true);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(String line, boolean empty) {
        super.updateItem(line, empty);
        setText(empty ? null : line);
        if (getListView() != null) {
            setMaxWidth(getListView().getWidth() - SCROLL_BAR);
        }
    }
}
