#include "messages_store.hpp"

#include <soci/soci.h>

#include <boost/describe.hpp>

namespace vestibule::messages {

using Wide = long long;
using soci::into;
using soci::use;

std::string MessagesStore::key() {
  std::string key;
  session_ << "SELECT key FROM messages_key WHERE name = 'house'", into(key);
  return session_.got_data() ? key : std::string();
}

void MessagesStore::write_key(const std::string& key) { session_ << "INSERT INTO messages_key (name, key) VALUES ('house', :key)", use(key); }

void MessagesStore::add(const Message& message, const std::string& sealed) {
  const Wide number = message.number, at = to_millis(message.at), answers = message.answers.value_or(0);
  soci::indicator answering = message.answers ? soci::i_ok : soci::i_null;
  const std::string kind = boost::describe::enum_to_string(message.to.kind, "");
  session_ << "INSERT INTO messages_message (number, at, author, kind, addressee, sealed, answers)"
              " VALUES (:number, :at, :author, :kind, :addressee, :sealed, :answers)",
      use(number), use(at), use(message.author), use(kind), use(message.to.id), use(sealed), use(answers, answering);
  for (const auto& [person, read_at] : message.readers) add_reader(message.number, person);
}

void MessagesStore::remove(std::int64_t message) {
  const Wide number = message;
  session_ << "DELETE FROM messages_reader WHERE number = :number", use(number);
  session_ << "DELETE FROM messages_message WHERE number = :number", use(number);
}

void MessagesStore::add_reader(std::int64_t message, const std::string& person) {
  const Wide number = message;
  session_ << "INSERT INTO messages_reader (number, person) VALUES (:number, :person)", use(number), use(person);
}

void MessagesStore::mark_read(std::int64_t message, const std::string& person, Instant at) {
  const Wide number = message, read_at = to_millis(at);
  session_ << "UPDATE messages_reader SET read_at = :read_at WHERE number = :number AND person = :person", use(read_at), use(number), use(person);
}

void MessagesStore::sit(const std::string& person, const std::string& desk, Instant from) {
  const Wide since = to_millis(from);
  rise(person);
  session_ << "INSERT INTO messages_seat (person, desk, since) VALUES (:person, :desk, :since)", use(person), use(desk), use(since);
}

void MessagesStore::rise(const std::string& person) { session_ << "DELETE FROM messages_seat WHERE person = :person", use(person); }

Result<Mailbox> MessagesStore::read(const Envelope& envelope) {
  std::map<std::int64_t, Message> messages;
  Wide number = 0, at = 0, answers = 0;
  std::string author, kind, addressee, sealed, person, desk;
  soci::indicator there = soci::i_null;
  soci::statement rows = (session_.prepare << "SELECT number, at, author, kind, addressee, sealed, answers FROM messages_message", into(number), into(at),
                          into(author), into(kind), into(addressee), into(sealed), into(answers, there));
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    VESTIBULE_TRY(std::string text, envelope.open(number, sealed));
    Message message{number, from_millis(at), author, {Kind::person, addressee}, std::move(text), std::nullopt, {}};
    if (!boost::describe::enum_from_string(kind.c_str(), message.to.kind)) return fail(Code::internal, "message {} is for a '{}'", number, kind);
    if (there == soci::i_ok) message.answers = answers;
    messages.emplace(number, std::move(message));
  }
  Wide read_at = 0;
  soci::statement readers = (session_.prepare << "SELECT number, person, read_at FROM messages_reader", into(number), into(person), into(read_at, there));
  for (bool more = readers.execute(true); more; more = readers.fetch())
    messages.at(number).readers[person] = there == soci::i_ok ? std::optional(from_millis(read_at)) : std::nullopt;
  Mailbox mailbox;
  for (auto& [key, message] : messages) mailbox.add(std::move(message));
  soci::statement seats = (session_.prepare << "SELECT person, desk FROM messages_seat", into(person), into(desk));
  for (bool more = seats.execute(true); more; more = seats.fetch()) mailbox.sit(person, desk);
  return mailbox;
}

}  // namespace vestibule::messages
