/** Notifications as mails, sent by a mail server or laid down as files. */
@NullMarked
package dev.belfry.connectors.email;

import org.jspecify.annotations.NullMarked;
