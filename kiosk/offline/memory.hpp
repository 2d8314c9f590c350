#pragma once
// What the kiosk remembers over a power cut: who it is, what it has asked for, the numbers it gave alone.

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/clock.hpp>
#include <vestibule/queue_kiosk_wire.hpp>
#include <vestibule/random.hpp>

#include "disk.hpp"

namespace vestibule::kiosk {

/// A wish for a token that the host may have heard.
struct Wished {
  std::string id;
  queue::IssueToken asked;
  bool urgent = false;
};
BOOST_DESCRIBE_STRUCT(Wished, (), (id, asked, urgent))

/// A token the kiosk gave alone, until the host has it. `id` is the request id it is brought by.
struct Given {
  std::string id;
  std::string wish;            ///< the wish it settles; empty if none was sent
  queue::BringToken token;     ///< `seconds_ago` and `issued_at` are set when it is first sent
  std::int64_t wall = 0;       ///< milliseconds since 1970, by the kiosk's clock
  std::int64_t steady = 0;     ///< milliseconds within the start
  std::string boot;            ///< that start
  bool sent = false;
};
BOOST_DESCRIBE_STRUCT(Given, (), (id, wish, token, wall, steady, boot, sent))

/// What stands between the records: where the numbers stand, and what the house has said.
struct Base {
  std::string incarnation;
  std::string mark;                 ///< empty: the house has never spoken to this disk
  bool fenced = false;
  std::vector<std::string> boots;   ///< starts the host may have met: the last one it has certainly met, and all since
  int counter = 0;                  ///< of the last number given alone
  std::int64_t sequence = 0;        ///< of the last token given alone; never goes back
  std::int64_t previous = 0;        ///< the same, but for what was left out after a torn end
  int garbled = 0;
};
BOOST_DESCRIBE_STRUCT(Base, (), (incarnation, mark, fenced, boots, counter, sequence, previous, garbled))

/// One record: one of its parts.
struct Entry {
  std::optional<Base> base;            ///< the first of a file, and whenever the house has spoken
  std::optional<Wished> wished;
  std::optional<std::string> settled;  ///< a wish's id: nothing needs to be done about it any more
  std::optional<Given> given;          ///< new, or about to be sent
  std::optional<std::string> brought;  ///< a given one's id: the host has it
};
BOOST_DESCRIBE_STRUCT(Entry, (), (base, wished, settled, given, brought))

/// Owner's thread only. What a call has returned successfully is on the disk. After the disk has refused once, able() is
/// false until the next start: nothing is promised on a disk that lies.
class Memory {
 public:
  /// Reads the journal, mends a torn end, and notes this start.
  Memory(Disk& disk, const Clock& clock, RandomStream& chance);

  const Base& base() const { return base_; }
  const std::string& boot() const { return boot_; }
  bool torn() const { return torn_; }
  bool works() const { return works_; }
  /// It has a mark and a disk, and no second machine has its name.
  bool able() const { return works_ && !base_.mark.empty() && !base_.fenced; }

  std::string new_id();
  queue::TokenId new_token_id();

  /// Open wishes of earlier starts and this one.
  const std::map<std::string, Wished>& wishes() const { return wishes_; }
  Result<> wished(const Wished& wish);
  void settled(const std::string& wish);

  /// The next number of the kiosk's own. `letter` is the service's.
  Result<Given> give(const queue::IssueToken& asked, const queue::MenuService& service, const std::string& wish);
  /// Oldest first.
  const std::deque<Given>& given() const { return given_; }
  /// How long ago it was is fixed now, so that each sending says the same.
  Given about_to_send_first();
  void brought_first();
  /// The host will never take it: counted with the garbled ones.
  void refused_first();

  /// What the house says, in answer to a report of this start; `clean`: nothing waited when that was made.
  void hear(const queue::KioskWord& word, bool clean);

 private:
  void take(const Entry& entry);
  Result<> write(const Entry& entry);
  /// What is true whether the disk takes it or not; after a refusal it is forgotten by the next start.
  void note(const Entry& entry);
  Result<> keep(Result<> result);
  std::string compact() const;

  Disk& disk_;
  const Clock& clock_;
  RandomStream& chance_;
  Base base_;
  std::map<std::string, Wished> wishes_;
  std::deque<Given> given_;
  std::string boot_;
  bool torn_ = false;
  bool works_ = true;
  std::size_t written_ = 0;  ///< bytes since the file was last made anew
};

}  // namespace vestibule::kiosk
