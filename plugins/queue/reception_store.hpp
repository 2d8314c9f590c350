#pragma once
// The tables of the reception: calls for help, appointments, the key of the house.

#include <vestibule/store.hpp>

#include "help.hpp"
#include "token.hpp"

namespace vestibule::queue {

enum class BookingState { booked, arrived, cancelled };
BOOST_DESCRIBE_ENUM(BookingState, booked, arrived, cancelled)

/// An appointment as it is kept.
struct Booking {
  std::string code;
  std::string birth;  ///< keyed hash
  ServiceId service;
  Instant at{};
  std::string language;  ///< empty: none was said
  Needs needs = 0;
  BookingState state = BookingState::booked;
  TokenId token;  ///< once arrived
};

/// Loop thread. Throws soci::soci_error, which the host turns into an answer and a rollback.
class ReceptionStore {
 public:
  explicit ReceptionStore(soci::session& session) : session_(session) {}

  void write(const OpenHelp& help);
  void answer(std::int64_t serial, Instant at, const std::string& by);
  void answer_all(Instant at, const std::string& by);
  void load(HelpBook& book);

  /// New, or in place of one with the same code that is over.
  void write(const Booking& booking);
  std::optional<Booking> booking(const std::string& code);
  void erase_bookings(Instant before);

  std::optional<std::string> key(const std::string& name);
  void write_key(const std::string& name, const std::string& key);

 private:
  soci::session& session_;
};

}  // namespace vestibule::queue
