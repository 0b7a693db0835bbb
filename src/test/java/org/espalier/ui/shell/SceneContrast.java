package org.espalier.ui.shell;

import eu.hansolo.tilesfx.Tile;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;

import org.espalier.report.Contrast;
import org.espalier.report.Ink;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for text and icons that do not stand out from their ground, as WCAG 2.2 level AA wants it:
 * 4.5 to 1 for text, 3 to 1 for large text and for icons. The ground is what was painted: the
 * colour that most pixels around the letters have. What is disabled need not stand out, and the
 * words of TilesFX are painted in the colour of their ground where ours stand beside them.
 */
final class SceneContrast {
    private static final double LARGE_PIXELS = 24;
    private static final double LARGE_BOLD_PIXELS = 18.5;

    private final WritableImage image;
    private final Node root;

    /** Of a scene as it is now; on the toolkit's thread. */
    SceneContrast(Scene scene) {
        image = scene.snapshot(null);
        root = scene.getRoot();
    }

    /** What is too faint, with its contrast. */
    Set<String> faint() {
        Set<String> faint = new TreeSet<>();
        texts(root, 1).forEach(text -> judge(text, faint));
        return faint;
    }

    /** A text and how opaque it and what it is in are together. */
    private record Seen(Text text, double opacity) {}

    private static Stream<Seen> texts(Node node, double above) {
        double opacity = above * node.getOpacity();
        boolean ownWords = !(node instanceof Tile);
        if (!node.isVisible() || node.isDisabled() || opacity == 0 || !ownWords) {
            return Stream.of();
        }
        if (node instanceof Text text) {
            return text.getText().isBlank() ? Stream.of() : Stream.of(new Seen(text, opacity));
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(n -> texts(n, opacity))
                : Stream.of();
    }

    private void judge(Seen seen, Set<String> faint) {
        Text text = seen.text();
        Bounds place = text.localToScene(text.getLayoutBounds());
        if (!(text.getFill() instanceof Color fill) || !shown(text, place)) {
            return;
        }
        Ink ground = ground(place);
        Ink ink = ground.towards(ink(fill), fill.getOpacity() * seen.opacity());
        double contrast = Contrast.of(ink, ground);
        if (contrast < least(text)) {
            faint.add("%.2f %s on %s: %s".formatted(contrast, ink.hex(), ground.hex(), name(text)));
        }
    }

    private static double least(Text text) {
        double size = text.getFont().getSize();
        boolean bold = text.getFont().getStyle().contains("Bold");
        boolean large = size >= LARGE_PIXELS || (bold && size >= LARGE_BOLD_PIXELS);
        return large || text instanceof FontIcon ? Contrast.LARGE : Contrast.TEXT;
    }

    private static String name(Text text) {
        Node owner = text;
        while (owner != null && !(owner instanceof Labeled)) {
            owner = owner.getParent();
        }
        String what = text instanceof FontIcon icon ? icon.getIconLiteral() : text.getText();
        return what + " in " + (owner == null ? text.getParent() : owner);
    }

    /** Whether all of it is in the window, and in all that clips it. */
    private boolean shown(Text text, Bounds place) {
        boolean inside =
                place.getMinX() >= 0
                        && place.getMinY() >= 0
                        && place.getMaxX() < image.getWidth()
                        && place.getMaxY() < image.getHeight();
        for (Node at = text; inside && at != null; at = at.getParent()) {
            Node clip = at.getClip();
            inside = clip == null || at.localToScene(clip.getBoundsInParent()).contains(place);
        }
        return inside;
    }

    private Ink ground(Bounds place) {
        PixelReader pixels = image.getPixelReader();
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = (int) place.getMinY(); y <= place.getMaxY(); y++) {
            for (int x = (int) place.getMinX(); x <= place.getMaxX(); x++) {
                counts.merge(pixels.getArgb(x, y), 1, Integer::sum);
            }
        }
        int most =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        return Ink.of(most & 0xFFFFFF);
    }

    private static Ink ink(Color color) {
        return Ink.of(
                (int) Math.round(255 * color.getRed()) << 16
                        | (int) Math.round(255 * color.getGreen()) << 8
                        | (int) Math.round(255 * color.getBlue()));
    }
}
