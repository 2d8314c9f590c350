#include "post_room.hpp"

#include <algorithm>

namespace vestibule::messages {
namespace {

constexpr std::size_t most_read = 100;

std::string role_word(identity::Role role) { return boost::describe::enum_to_string(role, ""); }

Writer writer(const identity::Colleague& colleague) { return {colleague.person, colleague.full_name, role_word(colleague.role)}; }

}  // namespace

Result<> PostRoom::load() {
  MessagesStore store(context_.store.writing());
  if (!envelope_) {
    std::string key = key_.empty() ? store.key() : key_;
    if (key.empty()) {
      RandomStream& chance = context_.random.stream("messages.key");
      for (int i = 0; i < 4; ++i) key += fmt::format("{:016x}", chance.next());
      store.write_key(key);
    }
    envelope_ = std::make_unique<Envelope>(key);
  }
  VESTIBULE_TRY(mailbox_, store.read(*envelope_));
  return {};
}

Result<const identity::Staff*> PostRoom::staff() const {
  const auto* staff = context_.services.find<identity::Staff>();
  if (!staff) return fail(Code::unavailable, "nobody knows who works here just now");
  return staff;
}

/// Whom it is for at this moment, the author left out.
Result<std::vector<std::string>> PostRoom::readers_of(const Actor& author, const Addressee& to) const {
  VESTIBULE_TRY(const identity::Staff* staff, this->staff());
  const auto colleagues = staff->at_work();
  std::vector<std::string> people;
  if (to.kind == Kind::desk) {
    VESTIBULE_CHECK(check_desk(to.id));
    for (auto& person : mailbox_.at_desk(to.id))
      if (person != author.id) people.push_back(std::move(person));
    return people;
  }
  identity::Role role{};
  if (to.kind == Kind::role && !boost::describe::enum_from_string(to.id.c_str(), role)) return fail(Code::invalid, "there is no role of that name");
  for (const auto& colleague : colleagues)
    if (colleague.person != author.id && (to.kind == Kind::role ? colleague.role == role : colleague.person == to.id)) people.push_back(colleague.person);
  if (!people.empty()) return people;
  if (to.kind == Kind::role) return fail(Code::conflict, "nobody else works here as {}", to.id);
  if (to.id == author.id) return fail(Code::invalid, "that is you: a message goes to somebody else");
  return fail(Code::not_found, "nobody of that id works here");
}

Result<Sent> PostRoom::send(Act& act, const Send& request) {
  VESTIBULE_TRY(std::string text, text_from(request.text.reveal()));
  VESTIBULE_TRY(const auto people, readers_of(act.actor, request.to));
  if (request.answers && !mailbox_.find(*request.answers, act.actor.id)) return fail(Code::not_found, "there is no message {} to answer", *request.answers);
  const Steady now = context_.clock.steady();
  VESTIBULE_CHECK(pace_.check(act.actor.id, now));

  Message message{mailbox_.next_number(), act.at, act.actor.id, request.to, std::move(text), request.answers, {}};
  for (const auto& person : people) message.readers[person] = std::nullopt;
  MessagesStore store(context_.store.writing());
  const auto dropped = mailbox_.to_drop(static_cast<std::size_t>(settings_.keep));
  for (const std::int64_t number : dropped) store.remove(number);
  store.add(message, envelope_->seal(message.number, message.text, context_.random.stream("messages.seal")));

  act.about(fmt::format("message {}", message.number));
  auto ears = people;
  ears.push_back(act.actor.id);
  act.tell(MessageSent{message.number, message.to, std::move(ears)});
  const Sent sent{message.number, static_cast<int>(people.size())};
  for (const std::int64_t number : dropped) mailbox_.remove(number);
  mailbox_.add(std::move(message));
  pace_.note(act.actor.id, now);
  return sent;
}

Result<ReadDone> PostRoom::read(Act& act, const Read& request) {
  if (request.messages.empty() || request.messages.size() > most_read) return fail(Code::invalid, "name 1 to {} messages", most_read);
  const std::string& person = act.actor.id;
  MessagesRead told;
  std::set<std::string> ears{person};
  for (const std::int64_t number : request.messages) {
    const Message* message = mailbox_.find(number, person);
    if (!message) return fail(Code::not_found, "there is no message {} for you", number);
    const auto reader = message->readers.find(person);
    if (reader == message->readers.end() || reader->second) continue;  // one's own, or read before: that is no fault
    if (std::find(told.messages.begin(), told.messages.end(), number) != told.messages.end()) continue;
    told.messages.push_back(number);
    ears.insert(message->author);
    for (const auto& [other, at] : message->readers) ears.insert(other);
  }
  MessagesStore store(context_.store.writing());
  for (const std::int64_t number : told.messages) store.mark_read(number, person, act.at);
  const auto read = told.messages;
  if (!read.empty()) {
    act.about(fmt::format("message {}", fmt::join(read, ", ")));
    told.ears.assign(ears.begin(), ears.end());
    act.tell(std::move(told));
  }
  for (const std::int64_t number : read) mailbox_.mark_read(number, person, act.at);
  return ReadDone{mailbox_.unread(person)};
}

Result<Seated> PostRoom::sit(Act& act, const Sit& request) {
  const std::string& person = act.actor.id;
  if (!request.desk) {
    leave_seat(act, person);
    return Seated{};
  }
  VESTIBULE_CHECK(check_desk(*request.desk));
  const std::string desk = *request.desk;
  MessagesStore store(context_.store.writing());
  const auto waiting = mailbox_.waiting_at(desk, person);
  const bool moves = mailbox_.seat_of(person) != desk;
  if (moves) store.sit(person, desk, act.at);
  for (const std::int64_t number : waiting) store.add_reader(number, person);
  if (moves || !waiting.empty()) act.tell(SeatTaken{person, desk, {person}});
  act.about("desk " + desk);
  mailbox_.sit(person, desk);
  for (const std::int64_t number : waiting) mailbox_.add_reader(number, person);
  return Seated{static_cast<int>(waiting.size())};
}

Result<Done> PostRoom::rise(Act& act, const Rise& request) {
  leave_seat(act, request.person);
  return Done{};
}

void PostRoom::leave_seat(Act& act, const std::string& person) {
  const std::string desk = mailbox_.seat_of(person);
  if (desk.empty()) return;
  MessagesStore(context_.store.writing()).rise(person);
  act.about("desk " + desk);
  act.tell(SeatTaken{person, "", {person}});
  mailbox_.rise(person);
}

MessageView PostRoom::view(const Message& message, const std::string& person, const identity::Staff& staff) const {
  const auto name = [&staff](const std::string& id) {
    const auto colleague = staff.find(id);
    return colleague ? colleague->full_name : std::string();
  };
  MessageView view;
  view.message = message.number;
  view.at = message.at;
  const auto author = staff.find(message.author);
  view.from = author ? writer(*author) : Writer{message.author, "", ""};
  view.to = message.to;
  if (message.to.kind == Kind::person) view.to_name = name(message.to.id);
  view.text = message.text;
  view.answers = message.answers;
  view.mine = message.author == person;
  const auto me = message.readers.find(person);
  view.unread = me != message.readers.end() && !me->second;
  view.readers = static_cast<int>(message.readers.size());
  for (const auto& [reader, read_at] : message.readers) {
    if (read_at) ++view.read;
    if (view.mine) view.who.push_back({name(reader), read_at});
  }
  std::sort(view.who.begin(), view.who.end(), [](const Reader& a, const Reader& b) { return a.full_name < b.full_name; });
  return view;
}

Result<Inbox> PostRoom::inbox(const Actor& actor, const InboxAsked& asked) const {
  const int limit = asked.limit.value_or(50);
  if (limit < 1 || limit > 100) return fail(Code::invalid, "limit must be from 1 to 100, not {}", limit);
  VESTIBULE_TRY(const identity::Staff* staff, this->staff());
  auto found = mailbox_.of(actor.id, asked.before.value_or(0), static_cast<std::size_t>(limit) + 1);
  Inbox inbox;
  inbox.unread = mailbox_.unread(actor.id);
  inbox.more = found.size() > static_cast<std::size_t>(limit);
  if (inbox.more) found.pop_back();
  for (const Message* message : found) inbox.messages.push_back(view(*message, actor.id, *staff));
  return inbox;
}

Result<Unread> PostRoom::unread(const Actor& actor) const { return Unread{mailbox_.unread(actor.id)}; }

Result<Addressees> PostRoom::addressees(const Actor& actor) const {
  VESTIBULE_TRY(const identity::Staff* staff, this->staff());
  Addressees found;
  std::set<std::string> roles;
  for (const auto& colleague : staff->at_work()) {
    if (colleague.person == actor.id) continue;
    found.people.push_back(writer(colleague));
    roles.insert(role_word(colleague.role));
  }
  found.roles.assign(roles.begin(), roles.end());
  return found;
}

}  // namespace vestibule::messages
