package org.espalier.report.compare;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.report.Figure;
import org.espalier.report.Numbers;
import org.espalier.report.Palette;
import org.espalier.report.SvgPainter;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A comparison as one HTML file that opens anywhere, offline: no script, no link, no font or
 * picture from elsewhere. It is well-formed XML, too.
 *
 * @param table of all runs
 */
public record HtmlReport(ComparedPair pair, RunTable table, List<NamedFigure> figures) {
    private static final double WIDTH = 620;
    private static final double HEIGHT = 340;

    private static final String STYLE =
            """
            body { font: 15px/1.5 "Open Sans", "Segoe UI", Helvetica, Arial, sans-serif; color: #24292f; background: #fff; max-width: 1320px; margin: 0 auto; padding: 24px; }
            h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 32px 0 8px; } h3 { font-size: 15px; margin: 0; }
            .muted { color: #57606a; } .verdict { border: 1px solid #1a7f37; background: #dafbe1; border-radius: 6px; padding: 12px 16px; }
            .verdict.mixed { border-color: #9a6700; background: #fff8c5; } .verdict strong { font-size: 17px; }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 12px; margin: 16px 0; }
            .tile { background: #0f1b2a; color: #e6edf3; border-radius: 8px; padding: 14px; } .tile .value { font-size: 30px; font-weight: 600; }
            .tile small { color: #9fb0c3; display: block; } .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(480px, 1fr)); gap: 16px; }
            figure { margin: 0; border: 1px solid #d0d7de; border-radius: 6px; padding: 12px; break-inside: avoid; } svg { width: 100%; height: auto; }
            table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 400; color: #57606a; } th, td { border-bottom: 1px solid #d8dee4; padding: 6px 10px; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            """;

    /** The document. */
    public String text() {
        Headline headline = Headline.of(pair);
        return """
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>%s</h1>
        <p class="muted">%s</p>
        <p class="verdict%s"><strong>%s</strong> %s <span class="muted">%s</span></p>
        <div class="tiles">%s</div>
        <div class="figures">%s</div>
        %s%s%s</body>
        </html>
        """
                .formatted(
                        escaped(title()),
                        STYLE,
                        escaped(title()),
                        escaped(new ReportTexts().get("report.subtitle")),
                        headline.mixed() ? " mixed" : "",
                        escaped(headline.verdict()),
                        escaped(headline.goals()),
                        escaped(headline.detail()),
                        joined(ComparisonTiles.of(pair).stream().map(HtmlReport::tile)),
                        joined(figures.stream().map(HtmlReport::figure)),
                        runs(),
                        layers(),
                        provenance());
    }

    private String title() {
        return new ReportTexts().get("report.title", pair.candidate(), pair.baseline());
    }

    private static String tile(MeasureTile tile) {
        return """
        <div class="tile"><small>%s</small><div class="value">%s</div><small>%s</small></div>
        """
                .formatted(escaped(tile.title()), escaped(tile.value()), escaped(tile.note()));
    }

    private static String figure(NamedFigure named) {
        Figure figure = named.source().figure(WIDTH, HEIGHT, Palette.LIGHT);
        return """
        <figure><figcaption><h3>%s</h3><span class="muted">%s</span></figcaption>
        %s</figure>
        """
                .formatted(
                        escaped(named.title()),
                        escaped(named.subtitle()),
                        SvgPainter.paint(figure, Palette.LIGHT));
    }

    private String runs() {
        List<List<String>> rows =
                table.rows().stream()
                        .map(
                                row ->
                                        Stream.of(
                                                        List.of(row.name()),
                                                        row.metrics(),
                                                        List.of(row.taken(), row.goals()))
                                                .flatMap(List::stream)
                                                .toList())
                        .toList();
        ReportTexts texts = new ReportTexts();
        return table(
                texts.get("report.runs"),
                List.of(texts.get("report.runs.header").split(",")),
                rows);
    }

    private String layers() {
        if (pair.changes().layers().isEmpty()) {
            return "";
        }
        ReportTexts texts = new ReportTexts();
        return table(
                texts.get("report.layers"),
                List.of(texts.get("report.layers.header").split(",")),
                pair.changes().layers().stream().map(HtmlReport::layer).toList());
    }

    private static List<String> layer(LayerOutcome change) {
        return List.of(
                change.layer().name(),
                change.method(),
                change.goal(),
                Numbers.percent(change.sparsity()),
                change.note());
    }

    private String provenance() {
        ReportTexts texts = new ReportTexts();
        return table(
                texts.get("report.provenance"),
                List.of(texts.get("report.provenance.header").split(",")),
                ComparisonTiles.of(pair).stream()
                        .map(tile -> List.of(tile.title(), tile.value(), tile.source()))
                        .toList());
    }

    private static String table(String title, List<String> header, List<List<String>> rows) {
        return "<h2>%s</h2>\n<table>\n<tr>%s</tr>\n%s</table>\n"
                .formatted(
                        escaped(title),
                        joined(
                                IntStream.range(0, header.size())
                                        .mapToObj(
                                                i -> cell("th", header.get(i), numbers(rows, i)))),
                        joined(rows.stream().map(HtmlReport::row)));
    }

    private static boolean numbers(List<List<String>> rows, int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> numeric(row.get(column)));
    }

    private static String row(List<String> cells) {
        return "<tr>%s</tr>\n"
                .formatted(joined(cells.stream().map(cell -> cell("td", cell, numeric(cell)))));
    }

    private static boolean numeric(String cell) {
        return cell.matches("[−+–]?([\\d.,:]+( ?[%×A-Za-z]{1,2})?)?( of \\d+)?") && !cell.isEmpty();
    }

    private static String cell(String tag, String text, boolean number) {
        return "<%s%s>%s</%s>"
                .formatted(tag, number ? " class=\"number\"" : "", escaped(text), tag);
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining());
    }

    /** Also drops what XML cannot hold. */
    private static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
