package dev.belfry.format;

import dev.belfry.source.Span;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** Whether two trees are the same, wherever in their files their parts may stand. */
final class Likeness {
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private Likeness() {}

  static boolean between(Object one, Object other) {
    if (one instanceof Span) {
      return true;
    }
    if (one instanceof List<?> list) {
      return other instanceof List<?> others && between(list, others);
    }
    if (one instanceof Optional<?> it) {
      return other instanceof Optional<?> its
          && it.isPresent() == its.isPresent()
          && (it.isEmpty() || between(it.get(), its.orElseThrow()));
    }
    return one.getClass() == other.getClass()
        && (one.getClass().isRecord() ? betweenRecords(one, other) : one.equals(other));
  }

  private static boolean between(List<?> list, List<?> others) {
    if (list.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!between(list.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean betweenRecords(Object one, Object other) {
    for (RecordComponent component : COMPONENTS.get(one.getClass())) {
      if (!between(value(component, one), value(component, other))) {
        return false;
      }
    }
    return true;
  }

  private static Object value(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
