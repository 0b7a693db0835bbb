package org.espalier.ui.tune;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

/** While a preset's schedule is drawn over the one in hand: its share, and what to do with it. */
final class ProposalBar extends HBox {
    private final Proposals proposals;
    private final Label title = new Label();
    private final Slider slider = new Slider(0.05, 0.95, 0.6);
    private final TextField number = new TextField();
    private boolean following;

    ProposalBar(Proposals proposals, Texts texts) {
        super(10);
        this.proposals = proposals;
        getStyleClass().add("proposal");
        setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        slider.setId("proposal-share");
        slider.setAccessibleText(texts.get("tune.proposal.share"));
        slider.setBlockIncrement(0.01);
        slider.valueProperty().addListener((o, before, now) -> ask(now.doubleValue()));
        number.setId("proposal-percent");
        number.setAccessibleText(texts.get("tune.proposal.share"));
        number.setPrefColumnCount(4);
        number.setMinWidth(64);
        number.setMaxWidth(64);
        number.setOnAction(e -> Percent.parse(number.getText()).ifPresent(this::ask));
        Region spacer = new Region();
        setHgrow(spacer, Priority.ALWAYS);
        Button apply = button("proposal-apply", "tune.proposal.apply", texts, proposals::apply);
        apply.getStyleClass().add("accent");
        Button dismiss =
                button("proposal-dismiss", "tune.proposal.dismiss", texts, proposals::dismiss);
        getChildren().setAll(title, slider, number, spacer, dismiss, apply);
        visibleProperty().bind(proposals.shown().isNotNull());
        managedProperty().bind(visibleProperty());
        proposals.shown().subscribe(this::follow);
    }

    private static Button button(String id, String key, Texts texts, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }

    private void ask(double share) {
        Proposal open = proposals.shown().get();
        if (!following && open != null) {
            proposals.propose(open.preset(), Math.round(share * 100) / 100.0);
        }
    }

    private void follow(@Nullable Proposal shown) {
        if (shown != null) {
            following = true;
            title.setText(shown.preset().title());
            slider.setValue(shown.share());
            number.setText(Numbers.wholePercent(shown.share()));
            following = false;
        }
    }
}
