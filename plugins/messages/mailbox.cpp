#include "mailbox.hpp"

#include <algorithm>

namespace vestibule::messages {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Bytes that begin a character of UTF-8: the decoder has refused what is none.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

Result<std::string> text_from(const std::string& typed) {
  const auto first = std::find_if_not(typed.begin(), typed.end(), is_blank);
  const auto last = std::find_if_not(typed.rbegin(), std::make_reverse_iterator(first), is_blank).base();
  std::string text(first, last);
  if (text.empty()) return fail(Code::invalid, "a message needs a text");
  if (characters(text) > longest_text) return fail(Code::invalid, "the text has {} characters, at most {} are allowed", characters(text), longest_text);
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  if (std::any_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f; }))
    return fail(Code::invalid, "the text holds control characters; a message is plain text");
  return text;
}

Result<> check_desk(std::string_view desk) {
  const bool plain = std::all_of(desk.begin(), desk.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
  if (desk.empty() || desk.size() > 64 || !plain) return fail(Code::invalid, "a desk's id is 1 to 64 of a-z 0-9 _ -");
  return {};
}

Result<> Pace::check(const std::string& person, Steady now) {
  const auto found = written_.find(person);
  if (found == written_.end()) return {};
  while (!found->second.empty() && now - found->second.front() >= within) found->second.pop_front();
  if (found->second.size() < most) return {};
  return fail(Code::unavailable, "you have written {} messages within a minute; wait a moment", most);
}

void Mailbox::clear() { *this = {}; }

void Mailbox::add(Message message) {
  const std::int64_t number = message.number;
  go_on_after(number);
  boxes_[message.author].insert(number);
  if (message.to.kind == Kind::desk) at_desks_[message.to.id].insert(number);
  for (const auto& [person, read_at] : message.readers) {
    boxes_[person].insert(number);
    if (!read_at) unread_[person].insert(number);
  }
  messages_.emplace(number, std::move(message));
}

void Mailbox::remove(std::int64_t number) {
  const auto found = messages_.find(number);
  if (found == messages_.end()) return;
  boxes_[found->second.author].erase(number);
  if (found->second.to.kind == Kind::desk) at_desks_[found->second.to.id].erase(number);
  for (const auto& [person, read_at] : found->second.readers) {
    boxes_[person].erase(number);
    unread_[person].erase(number);
  }
  messages_.erase(found);
}

void Mailbox::add_reader(std::int64_t number, const std::string& person) {
  if (!messages_.at(number).readers.emplace(person, std::nullopt).second) return;
  boxes_[person].insert(number);
  unread_[person].insert(number);
}

void Mailbox::mark_read(std::int64_t number, const std::string& person, Instant at) {
  messages_.at(number).readers.at(person) = at;
  unread_[person].erase(number);
}

std::vector<std::int64_t> Mailbox::to_drop(std::size_t keep) const {
  std::vector<std::int64_t> oldest;
  for (auto at = messages_.begin(); at != messages_.end() && messages_.size() + 1 - oldest.size() > keep; ++at) oldest.push_back(at->first);
  return oldest;
}

const Message* Mailbox::find(std::int64_t number, const std::string& person) const {
  const auto found = messages_.find(number);
  if (found == messages_.end()) return nullptr;
  return found->second.author == person || found->second.readers.contains(person) ? &found->second : nullptr;
}

std::vector<const Message*> Mailbox::of(const std::string& person, std::int64_t before, std::size_t limit) const {
  std::vector<const Message*> found;
  const auto box = boxes_.find(person);
  if (box == boxes_.end()) return found;
  auto at = before > 0 ? box->second.lower_bound(before) : box->second.end();
  while (at != box->second.begin() && found.size() < limit) found.push_back(&messages_.at(*--at));
  return found;
}

int Mailbox::unread(const std::string& person) const {
  const auto found = unread_.find(person);
  return found == unread_.end() ? 0 : static_cast<int>(found->second.size());
}

std::vector<std::int64_t> Mailbox::waiting_at(const std::string& desk, const std::string& person) const {
  std::vector<std::int64_t> waiting;
  const auto found = at_desks_.find(desk);
  if (found == at_desks_.end()) return waiting;
  for (const std::int64_t number : found->second) {
    const Message& message = messages_.at(number);
    const bool read = std::any_of(message.readers.begin(), message.readers.end(), [](const auto& reader) { return reader.second.has_value(); });
    if (!read && message.author != person && !message.readers.contains(person)) waiting.push_back(number);
  }
  return waiting;
}

std::string Mailbox::seat_of(const std::string& person) const {
  const auto found = seats_.find(person);
  return found == seats_.end() ? std::string() : found->second;
}

std::vector<std::string> Mailbox::at_desk(const std::string& desk) const {
  std::vector<std::string> people;
  for (const auto& [person, seat] : seats_)
    if (seat == desk) people.push_back(person);
  return people;
}

}  // namespace vestibule::messages
