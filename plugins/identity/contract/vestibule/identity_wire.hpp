#pragma once
// What people, consoles and devices say to identity, and its answers.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/json.hpp>

namespace vestibule::identity {

/// What a person acts as. What is no person has a role of its own: kiosk, display, device, operator, nobody, system.
enum class Role { administrator, doctor, nurse, clerk, manager, privacy_officer };
BOOST_DESCRIBE_ENUM(Role, administrator, doctor, nurse, clerk, manager, privacy_officer)

enum class DeviceKind { kiosk, display, monitor, desk };
BOOST_DESCRIBE_ENUM(DeviceKind, kiosk, display, monitor, desk)

enum class DeviceState { awaited, enrolled, revoked };
BOOST_DESCRIBE_ENUM(DeviceState, awaited, enrolled, revoked)

// ---- people

/// The first person of a house, an administrator. `code` is the one the house printed when it started.
struct SetUp {
  Private<std::string> code;
  Private<std::string> name;
  Private<std::string> full_name;
  Private<std::string> password;
};
BOOST_DESCRIBE_STRUCT(SetUp, (), (code, name, full_name, password))

struct AddPerson {
  Private<std::string> name;  ///< to sign in with
  Private<std::string> full_name;
  Role role = Role::clerk;
  std::vector<std::string> departments;
  std::optional<Private<std::string>> password;  ///< without one nobody can sign in yet
};
BOOST_DESCRIBE_STRUCT(AddPerson, (), (name, full_name, role, departments, password))

/// The password is stored a moment later, when it has been hashed: `identity.password_changed` says so.
struct PersonAdded {
  std::string person;
};
BOOST_DESCRIBE_STRUCT(PersonAdded, (), (person))

struct ChangePerson {
  std::string person;
  std::optional<Private<std::string>> full_name;
  std::optional<std::vector<std::string>> departments;
};
BOOST_DESCRIBE_STRUCT(ChangePerson, (), (person, full_name, departments))

struct ChangeRole {
  std::string person;
  Role role = Role::clerk;
};
BOOST_DESCRIBE_STRUCT(ChangeRole, (), (person, role))

/// Suspended people cannot sign in, and their sessions end.
struct SuspendPerson {
  std::string person;
  std::optional<bool> suspended;  ///< absent: yes
};
BOOST_DESCRIBE_STRUCT(SuspendPerson, (), (person, suspended))

/// One's own, within five minutes of signing in.
struct SetPassword {
  Private<std::string> password;
};
BOOST_DESCRIBE_STRUCT(SetPassword, (), (password))

/// Somebody else's. Their sessions end.
struct ResetPassword {
  std::string person;
  Private<std::string> password;
};
BOOST_DESCRIBE_STRUCT(ResetPassword, (), (person, password))

/// For quick switching on a shared desk: what stands on one's badge, and 6 to 12 digits. Within five minutes of signing in.
struct SetBadge {
  Private<std::string> badge;
  Private<std::string> pin;
};
BOOST_DESCRIBE_STRUCT(SetBadge, (), (badge, pin))

struct PlanShift {
  std::string person;
  std::string department;
  Instant from{};
  Instant until{};
};
BOOST_DESCRIBE_STRUCT(PlanShift, (), (person, department, from, until))

struct ShiftPlanned {
  std::string shift;
};
BOOST_DESCRIBE_STRUCT(ShiftPlanned, (), (shift))

struct CancelShift {
  std::string shift;
};
BOOST_DESCRIBE_STRUCT(CancelShift, (), (shift))

struct PeopleAsked {};
BOOST_DESCRIBE_STRUCT(PeopleAsked, (), ())

struct ShiftView {
  std::string shift;
  std::string department;
  Instant from{};
  Instant until{};
};
BOOST_DESCRIBE_STRUCT(ShiftView, (), (shift, department, from, until))

struct PersonView {
  std::string person;
  std::string name;
  std::string full_name;
  Role role = Role::clerk;
  std::vector<std::string> departments;
  bool suspended = false;
  bool can_sign_in = false;
  bool second_factor = false;
  bool badge = false;
  int sessions = 0;
  std::vector<ShiftView> shifts;
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (person, name, full_name, role, departments, suspended, can_sign_in, second_factor, badge, sessions, shifts))

struct PeopleView {
  std::vector<PersonView> people;
};
BOOST_DESCRIBE_STRUCT(PeopleView, (), (people))

// ---- signing in (what POST /api/v1/session takes, and answers)

/// Either name and password (and the code of the second factor), or badge and pin with the secret of an enrolled desk.
struct Credentials {
  std::optional<Private<std::string>> name, password, code;
  std::optional<Private<std::string>> badge, pin, device;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (name, password, code, badge, pin, device))

struct SignedIn {
  std::string person;
  std::string full_name;
  std::string role;          ///< "newcomer" until the second factor that the role needs is set up
  std::int64_t idle_seconds = 0;
  std::int64_t lasts_seconds = 0;
};
BOOST_DESCRIBE_STRUCT(SignedIn, (), (person, full_name, role, idle_seconds, lasts_seconds))

struct WelcomeAsked {};
BOOST_DESCRIBE_STRUCT(WelcomeAsked, (), ())

/// What a page may know before anybody has signed in.
struct Welcome {
  bool set_up = false;  ///< there is somebody in charge
};
BOOST_DESCRIBE_STRUCT(Welcome, (), (set_up))

struct MeAsked {};
BOOST_DESCRIBE_STRUCT(MeAsked, (), ())

/// A glass that is or was broken: for the banner, and for the review.
struct GlassView {
  std::string glass;
  std::string person;
  std::string subject;
  std::string reason;
  std::optional<std::string> note;
  Instant at{};
  Instant until{};
  std::int64_t seconds_left = 0;
  bool ended = false;
  std::optional<std::string> verdict;
  std::optional<std::string> reviewed_by;
};
BOOST_DESCRIBE_STRUCT(GlassView, (), (glass, person, subject, reason, note, at, until, seconds_left, ended, verdict, reviewed_by))

struct Me {
  std::string person;
  std::string name;
  std::string full_name;
  std::string role;
  std::vector<std::string> departments;
  bool second_factor = false;
  bool second_factor_needed = false;
  bool badge = false;
  std::vector<std::string> permissions;  ///< what this role may do to somebody, at least
  std::optional<GlassView> glass;
  int to_review = 0;                     ///< broken glasses that wait for the privacy officer's eye
};
BOOST_DESCRIBE_STRUCT(Me, (), (person, name, full_name, role, departments, second_factor, second_factor_needed, badge, permissions, glass, to_review))

struct SignOutEverywhere {};
BOOST_DESCRIBE_STRUCT(SignOutEverywhere, (), ())

struct MySessionsAsked {};
BOOST_DESCRIBE_STRUCT(MySessionsAsked, (), ())

struct OwnSession {
  std::string session;               ///< its id, as in the journal; no secret
  Instant begun_at{}, used_at{};
  std::optional<std::string> desk;   ///< the shared desk it is at
  bool this_one = false;             ///< the one that asks
};
BOOST_DESCRIBE_STRUCT(OwnSession, (), (session, begun_at, used_at, desk, this_one))

struct MySessions {
  std::vector<OwnSession> sessions;  ///< the latest used first
};
BOOST_DESCRIBE_STRUCT(MySessions, (), (sessions))

/// One of one's own.
struct EndOwnSession {
  std::string session;
};
BOOST_DESCRIBE_STRUCT(EndOwnSession, (), (session))

struct EndSessions {
  std::string person;
};
BOOST_DESCRIBE_STRUCT(EndSessions, (), (person))

struct SessionsEnded {
  int sessions = 0;
};
BOOST_DESCRIBE_STRUCT(SessionsEnded, (), (sessions))

// ---- the second factor

struct EnrolTotp {};
BOOST_DESCRIBE_STRUCT(EnrolTotp, (), ())

struct TotpSecretAsked {};
BOOST_DESCRIBE_STRUCT(TotpSecretAsked, (), ())

/// For an authenticator; given only between enrol_totp and confirm_totp.
struct TotpSecret {
  std::string secret;   ///< base32
  std::string address;  ///< "otpauth://totp/..."
  std::optional<std::vector<std::string>> code;  ///< the address as a QR code: a row of '#' and '.' for each row of squares
};
BOOST_DESCRIBE_STRUCT(TotpSecret, (), (secret, address, code))

struct ConfirmTotp {
  Private<std::string> code;
};
BOOST_DESCRIBE_STRUCT(ConfirmTotp, (), (code))

struct RemoveTotp {
  std::string person;
};
BOOST_DESCRIBE_STRUCT(RemoveTotp, (), (person))

// ---- break-glass

enum class GlassReason { emergency, covering, consultation, at_the_patients_wish, other };
BOOST_DESCRIBE_ENUM(GlassReason, emergency, covering, consultation, at_the_patients_wish, other)

enum class GlassVerdict { justified, to_be_clarified, misuse };
BOOST_DESCRIBE_ENUM(GlassVerdict, justified, to_be_clarified, misuse)

/// One subject, half an hour, within two minutes of signing in again. `note` says more where the code is "other".
struct BreakGlass {
  std::string subject;
  GlassReason reason = GlassReason::emergency;
  std::optional<Private<std::string>> note;
};
BOOST_DESCRIBE_STRUCT(BreakGlass, (), (subject, reason, note))

/// What is answered and kept in the journal: without the note.
struct GlassBegun {
  std::string glass;
  Instant until{};
  std::int64_t seconds_left = 0;
};
BOOST_DESCRIBE_STRUCT(GlassBegun, (), (glass, until, seconds_left))

struct EndGlass {};
BOOST_DESCRIBE_STRUCT(EndGlass, (), ())

struct ReviewGlass {
  std::string glass;
  GlassVerdict verdict = GlassVerdict::justified;
};
BOOST_DESCRIBE_STRUCT(ReviewGlass, (), (glass, verdict))

struct GlassesAsked {
  std::optional<bool> reviewed;  ///< those as well; absent: no
};
BOOST_DESCRIBE_STRUCT(GlassesAsked, (), (reviewed))

struct GlassesView {
  std::vector<GlassView> glasses;
};
BOOST_DESCRIBE_STRUCT(GlassesView, (), (glasses))

// ---- devices

struct RegisterDevice {
  std::string device;  ///< its name at the broker
  DeviceKind kind = DeviceKind::kiosk;
  std::optional<std::string> area;  ///< where it stands: what a display reads of the broker follows from it
};
BOOST_DESCRIBE_STRUCT(RegisterDevice, (), (device, kind, area))

/// It stands elsewhere from now on; it keeps its secret.
struct PlaceDevice {
  std::string device, area;
};
BOOST_DESCRIBE_STRUCT(PlaceDevice, (), (device, area))

struct DeviceAsked {
  std::string device;
};
BOOST_DESCRIBE_STRUCT(DeviceAsked, (), (device))

/// To be typed at the device, once, within a quarter of an hour.
struct DeviceCode {
  std::string device;
  std::string code;
  std::int64_t seconds_left = 0;
};
BOOST_DESCRIBE_STRUCT(DeviceCode, (), (device, code, seconds_left))

/// Said by the device: `secret` is its own, at least 32 characters of chance, and from then on its password.
struct EnrolDevice {
  std::string device;
  Private<std::string> code;
  Private<std::string> secret;
};
BOOST_DESCRIBE_STRUCT(EnrolDevice, (), (device, code, secret))

struct RevokeDevice {
  std::string device;
};
BOOST_DESCRIBE_STRUCT(RevokeDevice, (), (device))

struct DevicesAsked {};
BOOST_DESCRIBE_STRUCT(DevicesAsked, (), ())

struct DeviceView {
  std::string device;
  DeviceKind kind = DeviceKind::kiosk;
  DeviceState state = DeviceState::awaited;
  Instant changed_at{};
  std::optional<std::string> area{};
};
BOOST_DESCRIBE_STRUCT(DeviceView, (), (device, kind, state, changed_at, area))

struct DevicesView {
  std::vector<DeviceView> devices;
};
BOOST_DESCRIBE_STRUCT(DevicesView, (), (devices))

}  // namespace vestibule::identity
