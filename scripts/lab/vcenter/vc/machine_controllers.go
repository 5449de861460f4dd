package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// checkControllers: a controller that still carries a disk after the change is not removed.
func (l *Lab) checkControllers(spec *types.VirtualMachineConfigSpec, vm *simulator.VirtualMachine) fault {
	if vm == nil {
		return nil
	}
	for i, c := range spec.DeviceChange {
		d := c.GetVirtualDeviceConfigSpec()
		key := d.Device.GetVirtualDevice().Key
		if d.Operation != types.VirtualDeviceConfigSpecOperationRemove || !isController(vm, key) {
			continue
		}
		for _, carried := range vm.Config.Hardware.Device {
			disk, ok := carried.(*types.VirtualDisk)
			if !ok || disk.ControllerKey != key || leavesController(spec, disk, key) {
				continue
			}
			f := &types.InvalidDeviceOperation{BadOp: types.VirtualDeviceConfigSpecOperationRemove}
			f.DeviceIndex, f.Property = int32(i), "deviceChange.device"
			return explained(f, "The controller %d of %s carries %s: it is not removed.", key, vm.Name, labelOf(disk))
		}
	}
	return nil
}

// isController by what the machine has: a client may name a device by its key alone.
func isController(vm *simulator.VirtualMachine, key int32) bool {
	return slices.ContainsFunc(vm.Config.Hardware.Device, func(d types.BaseVirtualDevice) bool {
		_, is := d.(types.BaseVirtualController)
		return is && d.GetVirtualDevice().Key == key
	})
}

// leavesController: the same change removes the disk, or puts it on another controller.
func leavesController(spec *types.VirtualMachineConfigSpec, disk *types.VirtualDisk, from int32) bool {
	return slices.ContainsFunc(spec.DeviceChange, func(c types.BaseVirtualDeviceConfigSpec) bool {
		d := c.GetVirtualDeviceConfigSpec()
		v := d.Device.GetVirtualDevice()
		return v.Key == disk.Key && (d.Operation == types.VirtualDeviceConfigSpecOperationRemove || v.ControllerKey != 0 && v.ControllerKey != from)
	})
}

func labelOf(d types.BaseVirtualDevice) string {
	if i := d.GetVirtualDevice().DeviceInfo; i != nil {
		return i.GetDescription().Label
	}
	return "a disk"
}
