#pragma once
// What other plugins may hear of vitals. Nothing here identifies anybody.

#include <optional>
#include <string_view>

#include <vestibule/vitals_wire.hpp>

namespace vestibule::vitals {

/// A patient lies in a bed, in another one, or in none any more.
struct PatientAdmitted {
  static constexpr std::string_view name = "vitals.patient_admitted";
  PatientId patient;
  BedId bed;
  WardId ward;
};
BOOST_DESCRIBE_STRUCT(PatientAdmitted, (), (patient, bed, ward))
struct PatientMoved {
  static constexpr std::string_view name = "vitals.patient_moved";
  PatientId patient;
  BedId from, bed;
  WardId ward;
};
BOOST_DESCRIBE_STRUCT(PatientMoved, (), (patient, from, bed, ward))
struct PatientDischarged {
  static constexpr std::string_view name = "vitals.patient_discharged";
  PatientId patient;
  BedId bed;
  WardId ward;
};
BOOST_DESCRIBE_STRUCT(PatientDischarged, (), (patient, bed, ward))

/// A device was put to a bed, or taken away.
struct DevicePut {
  static constexpr std::string_view name = "vitals.device_put";
  DeviceId device;
  BedId bed;
};
BOOST_DESCRIBE_STRUCT(DevicePut, (), (device, bed))
struct DeviceTaken {
  static constexpr std::string_view name = "vitals.device_taken";
  DeviceId device;
  BedId bed;
};
BOOST_DESCRIBE_STRUCT(DeviceTaken, (), (device, bed))

/// A ward or one of its beds was made, changed or removed.
struct WardChanged {
  static constexpr std::string_view name = "vitals.ward_changed";
  WardId ward;
};
BOOST_DESCRIBE_STRUCT(WardChanged, (), (ward))

}  // namespace vestibule::vitals
