#pragma once
// The real host with the records plugin alone, and a key.

#include <doctest/doctest.h>

#include <string>

#include <vestibule/records.hpp>
#include <vestibule/records_history_wire.hpp>
#include <vestibule/records_import_wire.hpp>
#include <vestibule/records_manager_wire.hpp>

#include "people.hpp"
#include "test_host.hpp"

namespace vestibule::records {

kit::TestHostOptions with_records(std::string more_settings = "");
/// The same with a doorman (doorman/README.md): only where there is a policy does the host keep who looked.
kit::TestHostOptions with_doorman();
/// And with the queue, at the demo's hospital.
kit::TestHostOptions with_doorman_and_queue();

/// A house with some words for what tests do most.
struct House : kit::TestHost {
  House() : kit::TestHost(with_records()) {}
  explicit House(kit::TestHostOptions given) : kit::TestHost(std::move(given)) {}

  PatientId registered(const Person& person);
  PatientId registered(const std::string& family, const std::string& given, const std::string& born = "", const std::string& identifier = "") {
    return registered(sample::person(family, given, born, identifier));
  }
  Result<PatientRecord> patient(const PatientId& id) { return ask_as<PatientRecord>("records.patient", PatientAsked{id}); }
  Result<History> history(const PatientId& id) { return ask_as<History>("records.history", PatientAsked{id}); }
  /// The ids a search for a name gives, in its order.
  std::vector<PatientId> named(const std::string& name);
  Result<Found> find(const Search& search) { return ask_as<Found>("records.search", search); }

  /// All bytes the house has written: the database and its log.
  std::string bytes();
};

}  // namespace vestibule::records
