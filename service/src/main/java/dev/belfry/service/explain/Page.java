package dev.belfry.service.explain;

/**
 * What the manual says about a code.
 *
 * @param code {@code E0302}
 * @param title a fragment of a sentence, in small letters
 * @param markdown the whole page
 */
public record Page(String code, String title, String markdown) {}
