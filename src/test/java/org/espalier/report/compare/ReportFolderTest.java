package org.espalier.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.data.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

class ReportFolderTest {
    private final ComparedRun run = ComparedRuns.run("<b>wanda</b> 62 %");
    private final ComparedPair pair = ComparedPair.of("resnet & co", run, List.of(run));

    private Document report() throws Exception {
        List<NamedFigure> figures =
                new ComparisonFigures(pair).all(index -> new Sample.Words("text " + index));
        RunTable runs = new RunTable("resnet & co", List.of(run));
        String html = new HtmlReport(pair, runs, figures).text();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    }

    private static List<Element> all(Document document) {
        NodeList nodes = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void reportIsWellFormedAndNeedsNothingElse() throws Exception {
        List<Element> elements = all(report());
        Set<String> tags =
                elements.stream()
                        .map(Element::getTagName)
                        .collect(Collectors.toCollection(TreeSet::new));
        for (String outside : List.of("script", "link", "img", "iframe", "a", "object", "b")) {
            assertFalse(tags.contains(outside), outside);
        }
        for (Element element : elements) {
            assertFalse(element.hasAttribute("src"), element.getTagName());
            assertTrue(element.getAttribute("href").matches("|data:image/png;base64,.*"));
        }
        String style = report().getElementsByTagName("style").item(0).getTextContent();
        assertFalse(style.contains("url(") || style.contains("@import"), style);
    }

    @Test
    void reportSaysWhatWasMeasuredAndHow() throws Exception {
        Document report = report();
        String text = report.getDocumentElement().getTextContent();
        assertTrue(text.contains("<b>wanda</b> 62 % against resnet & co"), text);
        assertTrue(text.contains("Meets 1 of 2 goals; misses accuracy ≥ 92.0 %."), text);
        assertTrue(text.contains("−1.2 pp [−2.1, −0.3]"), text);
        assertTrue(text.contains("ort 1.29"), text);
        assertEquals(7, report.getElementsByTagName("svg").getLength());
        assertEquals(3, report.getElementsByTagName("table").getLength());
    }

    @Test
    void folderHoldsEachFigureInEveryForm(@TempDir Path folder) throws IOException {
        new ReportFolder(folder).write(pair, "resnet & co", index -> new Sample.Unseen());
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names =
                    files.map(f -> f.getFileName().toString())
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(7 * 4 + 2, names.size(), names.toString());
            assertTrue(
                    names.containsAll(
                            List.of(
                                    "report.html",
                                    "runs.csv",
                                    "confusion.pdf",
                                    "pareto.png",
                                    "disagreements.svg",
                                    "layers.csv")));
        }
        assertEquals(
                List.of(
                        "run,accuracy,perplexity,latency,relative_latency,size,weights_left,macs",
                        "resnet & co,0.919,NaN,1.92,1.0,1100000.0,1.0,4.1E7",
                        "<b>wanda</b> 62 %,0.907,NaN,1.9,0.9895833333333334,470000.0,0.375,4.1E7"),
                Files.readString(folder.resolve("runs.csv")).lines().toList());
    }
}
