// Devices: registered by an administrator, enrolled with a code that works once, revoked for good.

#include <vestibule/identity.hpp>

#include "house.hpp"

namespace vestibule::identity {
namespace {

constexpr const char* may_manage = "identity.manage";

std::string code_of(const House& house, const Device& device) { return house.secrets().code("device", device.name + " " + device.nonce); }

/// A known name may be registered again: what was enrolled under it counts no more.
Result<Done> register_device(House& house, Act& act, const RegisterDevice& asked) {
  if (!is_plain_id(asked.device)) return fail(Code::invalid, "a device's name has 1 to 40 of a-z 0-9 _ -");
  if (asked.area && !is_plain_id(*asked.area)) return fail(Code::invalid, "an area's name has 1 to 40 of a-z 0-9 _ -");
  if (!house.devices.find(asked.device) && house.devices.all().size() >= 2000) return fail(Code::conflict, "there are 2,000 devices already");
  Device device;
  device.name = asked.device;
  device.kind = asked.kind;
  device.area = asked.area.value_or("");
  device.nonce = house.new_id();
  device.changed_at = act.at;
  house.keep(act, device);
  return Done{};
}

Result<Done> place_device(House& house, Act& act, const PlaceDevice& asked) {
  const Device* before = house.devices.find(asked.device);
  if (!before) return fail(Code::not_found, "there is no device '{}'", asked.device);
  if (!is_plain_id(asked.area)) return fail(Code::invalid, "an area's name has 1 to 40 of a-z 0-9 _ -");
  Device device = *before;
  device.area = asked.area;
  device.changed_at = act.at;
  house.keep(act, device);
  return Done{};
}

Result<DeviceCode> device_code(House& house, const DeviceAsked& asked) {
  const Device* device = house.devices.find(asked.device);
  if (!device) return fail(Code::not_found, "there is no device '{}': register it first", asked.device);
  if (device->state != DeviceState::awaited) return fail(Code::conflict, "'{}' is enrolled or revoked: register it again first", asked.device);
  house.devices.open_code(asked.device, house.now() + device_code_lasts);
  return DeviceCode{asked.device, code_of(house, *device), std::chrono::duration_cast<std::chrono::seconds>(device_code_lasts).count()};
}

Result<Done> enrol_device(House& house, Act& act, const EnrolDevice& asked) {
  const Device* before = house.devices.find(asked.device);
  const bool good = before && before->state == DeviceState::awaited && house.now() < before->code_until &&
                    equal(plain_code(code_of(house, *before)), plain_code(asked.code.reveal()));
  if (!good) return fail(Code::denied, "device or code is wrong, or the code is too old: ask for another one");
  const std::string& secret = asked.secret.reveal();
  if (secret.size() < 32 || secret.size() > 200) return fail(Code::invalid, "a device's secret has 32 to 200 characters of chance");
  Device device = *before;
  device.state = DeviceState::enrolled;
  device.credential = hash_of(secret);
  if (device.kind != DeviceKind::desk) device.line = broker_hash(secret, house.new_id().substr(0, 12));
  device.code_until = Steady{};
  device.changed_at = act.at;
  house.keep(act, device);
  return Done{};
}

Result<Done> revoke_device(House& house, Act& act, const RevokeDevice& asked) {
  const Device* before = house.devices.find(asked.device);
  if (!before) return fail(Code::not_found, "there is no device '{}'", asked.device);
  Device device = *before;
  device.state = DeviceState::revoked;
  device.credential.clear();
  device.line.clear();
  device.changed_at = act.at;
  house.keep(act, device);
  for (const auto& id : house.sessions.on_device(device.name)) house.end_session(act, id);
  return Done{};
}

}  // namespace

void add_device_commands(Commands& commands, House& house) {
  commands.add<RegisterDevice>({"identity.register_device", may_manage, "A kiosk, display, monitor or shared desk is expected under that name"},
                               [&house](Act& act, const RegisterDevice& asked) { return register_device(house, act, asked); });
  commands.add<PlaceDevice>({"identity.place_device", may_manage, "A device stands in another area from now on, and reads that one's states"},
                            [&house](Act& act, const PlaceDevice& asked) { return place_device(house, act, asked); });
  commands.add_report<DeviceAsked>({"identity.device_code", may_manage, "The code to be typed at the device, once, within a quarter of an hour"},
                                   [&house](const Actor&, const DeviceAsked& asked) { return device_code(house, asked); });
  commands.add<EnrolDevice>({"identity.enrol_device", "identity.enrol_device", "A device shows its code and says the secret it will prove itself with"},
                            [&house](Act& act, const EnrolDevice& asked) { return enrol_device(house, act, asked); });
  commands.add<RevokeDevice>({"identity.revoke_device", may_manage, "Shuts a device out, at once"},
                             [&house](Act& act, const RevokeDevice& asked) { return revoke_device(house, act, asked); });
}

}  // namespace vestibule::identity
