package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/simulator/esx"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// hardwareVersion of machines on vSphere 8.0.3. The library reports none, and a
// client then tries to upgrade the machine at each change.
const hardwareVersion, hardwareNumber = "vmx-21", 21

// browser says what machines may look like on a compute resource.
type browser struct {
	*simulator.EnvironmentBrowser
	notEntity
	lab *Lab
}

func (b *browser) complete(o *types.VirtualMachineConfigOption) *types.VirtualMachineConfigOption {
	c := *o
	c.Version = hardwareVersion
	c.HardwareOptions.HwVersion = hardwareNumber
	c.DefaultDevice = esx.VirtualDevice
	return &c
}

// QueryConfigOption with the hardware version filled in.
func (b *browser) QueryConfigOption(req *types.QueryConfigOption) soap.HasFault {
	res := b.EnvironmentBrowser.QueryConfigOption(req).(*methods.QueryConfigOptionBody)
	res.Res.Returnval = b.complete(res.Res.Returnval)
	return res
}

// QueryConfigOptionEx with the hardware version filled in.
func (b *browser) QueryConfigOptionEx(req *types.QueryConfigOptionEx) soap.HasFault {
	res := b.EnvironmentBrowser.QueryConfigOptionEx(req).(*methods.QueryConfigOptionExBody)
	res.Res.Returnval = b.complete(res.Res.Returnval)
	return res
}

// hardwareOf lists the versions that the hosts run.
func hardwareOf(hosts []types.ManagedObjectReference) (list []types.VirtualMachineConfigOptionDescriptor) {
	if len(hosts) == 0 {
		return nil
	}
	for _, v := range types.GetHardwareVersions() {
		if int(v) > hardwareNumber {
			break
		}
		list = append(list, types.VirtualMachineConfigOptionDescriptor{
			Key: v.String(), Description: v.String(), DefaultConfigOption: int(v) == hardwareNumber,
			CreateSupported: true, RunSupported: true, UpgradeSupported: true, Host: hosts,
		})
	}
	return list
}
