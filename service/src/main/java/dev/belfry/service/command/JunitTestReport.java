package dev.belfry.service.command;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.rehearsal.TestResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The XML that CI servers read: a suite for each file. */
final class JunitTestReport implements TestReport {
  private final PrintWriter out;
  private final Map<String, List<TestRun>> suites = new LinkedHashMap<>();
  private final List<Diagnostic> errors = new ArrayList<>();

  JunitTestReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void unusable(List<Diagnostic> diagnostics) {
    diagnostics.stream().filter(Diagnostic::isError).forEach(errors::add);
  }

  @Override
  public void ran(TestRun run) {
    suites.computeIfAbsent(run.file().name(), file -> new ArrayList<>()).add(run);
  }

  @Override
  public void end() {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      counts(xml, suites.values().stream().flatMap(List::stream).toList(), errors.size());
      for (Map.Entry<String, List<TestRun>> suite : suites.entrySet()) {
        write(suite.getKey(), suite.getValue(), xml);
      }
      if (!errors.isEmpty()) {
        writeErrors(xml);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException impossible) {
      // A PrintWriter swallows what its stream has to complain of.
      throw new IllegalStateException(impossible);
    }
    out.println();
    out.flush();
  }

  private static void counts(XMLStreamWriter xml, List<TestRun> runs, int errors)
      throws XMLStreamException {
    long failed = runs.stream().filter(run -> !run.result().passed()).count();
    xml.writeAttribute("tests", String.valueOf(runs.size() + errors));
    xml.writeAttribute("failures", String.valueOf(failed));
    xml.writeAttribute("errors", String.valueOf(errors));
    xml.writeAttribute("time", seconds(runs.stream().mapToDouble(TestRun::seconds).sum()));
  }

  private static void write(String file, List<TestRun> runs, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean(file));
    counts(xml, runs, 0);
    for (TestRun run : runs) {
      write(run, xml);
    }
    xml.writeEndElement();
  }

  private static void write(TestRun run, XMLStreamWriter xml) throws XMLStreamException {
    testcase(run.file().name(), run.line(), run.name(), run.seconds(), xml);
    TestResult.Failure failure = run.result().failure().orElse(null);
    if (failure != null) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", clean(failure.expected()));
      xml.writeAttribute("type", "expectation");
      xml.writeCharacters(clean(body(run.line(failure), failure)));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String body(int line, TestResult.Failure failure) {
    List<String> instead =
        failure.instead().isEmpty()
            ? List.of("instead there was nothing")
            : failure.instead().stream().map(effect -> "instead there was  " + effect).toList();
    return String.join(
        "\n",
        Stream.of(
                List.of("line " + line + ": " + failure.expected()),
                instead,
                List.of("what happened:"),
                failure.timeline())
            .flatMap(List::stream)
            .toList());
  }

  /** A file that cannot be used is an error of a suite of its own. */
  private void writeErrors(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "check");
    counts(xml, List.of(), errors.size());
    for (Diagnostic error : errors) {
      int line = error.file().position(error.span().start()).line();
      testcase(error.file().name(), line, error.code(), 0, xml);
      xml.writeStartElement("error");
      xml.writeAttribute("message", clean(error.message()));
      xml.writeAttribute("type", error.code());
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void testcase(
      String file, int line, String name, double seconds, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean(file));
    xml.writeAttribute("name", clean(name));
    xml.writeAttribute("file", clean(file));
    xml.writeAttribute("line", String.valueOf(line));
    xml.writeAttribute("time", seconds(seconds));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** A text without what XML 1.0 (section 2.2) cannot hold; the writer would let it through. */
  static String clean(String text) {
    return text.codePoints()
        .map(point -> isXml(point) ? point : '\uFFFD')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point < 0xD800)
        || (point > 0xDFFF && point != 0xFFFE && point != 0xFFFF);
  }
}
