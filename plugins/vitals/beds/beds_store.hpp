#pragma once
// The SQL of wards, beds, stays and standings.

#include "book.hpp"

namespace soci {
class session;
}

namespace vestibule::vitals {

class BedsStore {
 public:
  explicit BedsStore(soci::session& session) : session_(session) {}

  void write(const WardInfo& ward);
  void write(const BedInfo& bed);
  void remove(const BedId& bed);
  void begin_stay(const BedId& bed, const Lying& lying);
  void end_stay(const PatientId& patient, Instant at);
  void begin_standing(const DeviceId& device, const BedId& bed, Instant at);
  void end_standing(const DeviceId& device, Instant at);
  void write(const Turn& turn, Instant at);
  Result<Book> read();

 private:
  Result<> read_wards(Book& book);
  void read_beds(Book& book);
  Result<> read_stays(Book& book);
  Result<> read_standings(Book& book);
  Result<> read_episodes(Book& book);

  soci::session& session_;
};

}  // namespace vestibule::vitals
