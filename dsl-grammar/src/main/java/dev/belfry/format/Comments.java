package dev.belfry.format;

import dev.belfry.syntax.Manuscript;
import dev.belfry.syntax.Manuscript.Margin;
import dev.belfry.syntax.Manuscript.Part;
import dev.belfry.syntax.Manuscript.Phrase;
import dev.belfry.syntax.Manuscript.Word;
import java.util.ArrayList;
import java.util.List;

/** All comments of a manuscript in their order. */
final class Comments {
  private final List<String> texts = new ArrayList<>();

  private Comments() {}

  static List<String> of(Manuscript manuscript) {
    Comments comments = new Comments();
    for (Manuscript.Passage passage : manuscript.passages()) {
      switch (passage) {
        case Manuscript.Legible legible -> comments.add(legible.declaration());
        case Manuscript.Illegible illegible -> {
          comments.add(illegible.before());
          illegible.comment().ifPresent(comments.texts::add);
        }
      }
    }
    comments.add(manuscript.end());
    return comments.texts;
  }

  private void add(Part part) {
    switch (part) {
      case Phrase phrase -> phrase.parts().forEach(this::add);
      case Word word -> {
        add(word.before());
        word.comment().ifPresent(texts::add);
      }
    }
  }

  private void add(Margin margin) {
    margin.comments().forEach(comment -> texts.add(comment.text()));
  }
}
