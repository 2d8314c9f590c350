#pragma once
// The rules: what a message may say, whom it is for, who has read it. Plain C++, so that a test needs nothing else.

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <vestibule/clock.hpp>
#include <vestibule/messages_wire.hpp>
#include <vestibule/result.hpp>

namespace vestibule::messages {

constexpr std::size_t longest_text = 1000;  // characters

struct Message {
  std::int64_t number = 0;
  Instant at{};
  std::string author;
  Addressee to;
  std::string text;
  std::optional<std::int64_t> answers;
  std::map<std::string, std::optional<Instant>> readers;  ///< whom it is for, and when they read it
};

/// The text as it is kept: without blanks around it. invalid: empty, too long, or holding what is no text.
Result<std::string> text_from(const std::string& typed);
/// invalid if a desk cannot be called so.
Result<> check_desk(std::string_view desk);

/// One person may not flood the others: so many messages within so long.
class Pace {
 public:
  static constexpr std::size_t most = 30;
  static constexpr Duration within = std::chrono::minutes{1};
  Result<> check(const std::string& person, Steady now);
  void note(const std::string& person, Steady now) { written_[person].push_back(now); }

 private:
  std::map<std::string, std::deque<Steady>> written_;
};

/// All messages of the house, by number.
class Mailbox {
 public:
  void clear();
  void add(Message message);
  void remove(std::int64_t number);
  void add_reader(std::int64_t number, const std::string& person);
  void mark_read(std::int64_t number, const std::string& person, Instant at);

  std::size_t size() const { return messages_.size(); }
  std::int64_t next_number() const { return next_; }
  void go_on_after(std::int64_t number) { next_ = std::max(next_, number + 1); }
  /// The oldest ones that must go so that with one more there are at most `keep`.
  std::vector<std::int64_t> to_drop(std::size_t keep) const;

  /// Null if there is none, or if it is none of this person's affair.
  const Message* find(std::int64_t number, const std::string& person) const;
  /// What a person wrote or is to read, the newest first: older than `before` (0: all), at most `limit`.
  std::vector<const Message*> of(const std::string& person, std::int64_t before, std::size_t limit) const;
  int unread(const std::string& person) const;
  /// Messages to a desk that nobody has read, by others than this person, and not yet for them.
  std::vector<std::int64_t> waiting_at(const std::string& desk, const std::string& person) const;

  void sit(const std::string& person, const std::string& desk) { seats_[person] = desk; }
  void rise(const std::string& person) { seats_.erase(person); }
  /// Empty: nowhere.
  std::string seat_of(const std::string& person) const;
  std::vector<std::string> at_desk(const std::string& desk) const;

 private:
  std::map<std::int64_t, Message> messages_;
  std::map<std::string, std::set<std::int64_t>> boxes_, unread_, at_desks_;
  std::map<std::string, std::string> seats_;
  std::int64_t next_ = 1;
};

}  // namespace vestibule::messages
