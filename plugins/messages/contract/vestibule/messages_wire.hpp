#pragma once
// What consoles say to messages, and its answers. Fields are only ever added, and only as std::optional.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/json.hpp>

namespace vestibule::messages {

enum class Kind { person, role, desk };
BOOST_DESCRIBE_ENUM(Kind, person, role, desk)

/// A person by id, a role by its word ("nurse"), or a desk by its id in the hospital's file.
struct Addressee {
  Kind kind = Kind::person;
  std::string id;
};
BOOST_DESCRIBE_STRUCT(Addressee, (), (kind, id))

// ---- command messages.send

/// `text` is plain: up to 1000 characters, line breaks among them.
struct Send {
  Addressee to;
  Private<std::string> text;
  std::optional<std::int64_t> answers;  ///< the message this one answers: one's own, or one that was for the sender
};
BOOST_DESCRIBE_STRUCT(Send, (), (to, text, answers))

struct Sent {
  std::int64_t message = 0;
  int readers = 0;  ///< how many people it is for now; 0 only for a desk where nobody sits
};
BOOST_DESCRIBE_STRUCT(Sent, (), (message, readers))

// ---- command messages.read

struct Read {
  std::vector<std::int64_t> messages;  ///< at most 100
};
BOOST_DESCRIBE_STRUCT(Read, (), (messages))

struct ReadDone {
  int unread = 0;  ///< what is left
};
BOOST_DESCRIBE_STRUCT(ReadDone, (), (unread))

// ---- command messages.sit: at a desk, and up from the one before

struct Sit {
  std::optional<std::string> desk;  ///< absent: up, and nowhere
};
BOOST_DESCRIBE_STRUCT(Sit, (), (desk))

struct Seated {
  int waiting = 0;  ///< messages to the desk that nobody had read: they are one's own now
};
BOOST_DESCRIBE_STRUCT(Seated, (), (waiting))

/// The house itself, when a session ends: command messages.rise.
struct Rise {
  std::string person;
};
BOOST_DESCRIBE_STRUCT(Rise, (), (person))

// ---- queries

struct InboxAsked {
  std::optional<std::int64_t> before;  ///< older than that message
  std::optional<int> limit;            ///< 1 to 100; absent: 50
};
BOOST_DESCRIBE_STRUCT(InboxAsked, (), (before, limit))

struct Writer {
  std::string person;
  std::string full_name;  ///< empty: nobody knows them any more
  std::string role;
};
BOOST_DESCRIBE_STRUCT(Writer, (), (person, full_name, role))

struct Reader {
  std::string full_name;
  std::optional<Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(Reader, (), (full_name, read_at))

struct MessageView {
  std::int64_t message = 0;
  Instant at{};
  Writer from;
  Addressee to;
  std::string to_name;  ///< of a person; otherwise empty, for roles and desks have names in each language
  std::string text;
  std::optional<std::int64_t> answers;
  bool mine = false;    ///< the asker wrote it
  bool unread = false;  ///< by the asker, for whom it is
  int readers = 0;
  int read = 0;         ///< how many of them have
  std::vector<Reader> who;  ///< one's own messages only
};
BOOST_DESCRIBE_STRUCT(MessageView, (), (message, at, from, to, to_name, text, answers, mine, unread, readers, read, who))

struct Inbox {
  std::vector<MessageView> messages;  ///< the newest first
  int unread = 0;
  bool more = false;
};
BOOST_DESCRIBE_STRUCT(Inbox, (), (messages, unread, more))

struct UnreadAsked {};
BOOST_DESCRIBE_STRUCT(UnreadAsked, (), ())

struct Unread {
  int unread = 0;
};
BOOST_DESCRIBE_STRUCT(Unread, (), (unread))

struct AddresseesAsked {};
BOOST_DESCRIBE_STRUCT(AddresseesAsked, (), ())

/// Whom one may write to, but for desks: those stand in queue.site.
struct Addressees {
  std::vector<Writer> people;
  std::vector<std::string> roles;
};
BOOST_DESCRIBE_STRUCT(Addressees, (), (people, roles))

}  // namespace vestibule::messages
