package vc

import (
	"fmt"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// iscsiAdapter is the software adapter that prepare.sh of a host enables; here every host has it, with its sessions.
const iscsiAdapter = "key-vim.host.InternetScsiHba-vmhba64"

// shapeStorage writes what the host's storage system shows.
func (l *Lab) shapeStorage(hs *simulator.HostSystem) {
	h := l.hosts[hs.Self]
	info := &types.HostStorageDeviceInfo{
		HostBusAdapter: []types.BaseHostHostBusAdapter{&types.HostInternetScsiHba{
			HostHostBusAdapter: types.HostHostBusAdapter{Key: iscsiAdapter, Device: "vmhba64", Status: "online", Model: "iSCSI Software Adapter (simulated)", Driver: "iscsi_vmk"},
			IsSoftwareBased:    true, IScsiName: "iqn.1998-01.com.vmware:" + h.Name,
			NetworkBindingSupport: types.HostInternetScsiHbaNetworkBindingSupportTypeOptional,
		}},
		MultipathInfo: &types.HostMultipathInfo{},
	}
	for _, dev := range h.known {
		lun := dev.Lun
		d := scsiDisk(lun)
		state := "active"
		if dev.lost != "" || !l.answers(hs) && !hs.Runtime.InMaintenanceMode {
			state = "dead"
		}
		switch dev.lost {
		case apd:
			d.OperationalState = []string{string(types.ScsiLunStateLostCommunication)}
		case pdl:
			d.OperationalState = []string{string(types.ScsiLunStateOff)}
		}
		info.ScsiLun = append(info.ScsiLun, &d)
		unit := types.HostMultipathInfoLogicalUnit{
			Key: "key-" + lun.NAA, Id: lun.NAA, Lun: d.Key,
			Policy: &types.HostMultipathInfoLogicalUnitPolicy{Policy: "VMW_PSP_RR"},
		}
		for i := range 2 {
			unit.Path = append(unit.Path, types.HostMultipathInfoPath{
				Key: fmt.Sprintf("path-%d-%s", i, lun.NAA), Name: fmt.Sprintf("vmhba64:C0:T%d:L%d", i, lun.Number),
				PathState: state, State: state, Adapter: iscsiAdapter, Lun: unit.Key,
			})
		}
		info.MultipathInfo.Lun = append(info.MultipathInfo.Lun, unit)
	}
	get[*simulator.HostStorageSystem](l, *hs.ConfigManager.StorageSystem).StorageDeviceInfo = info
	hs.Config.StorageDevice = info
}

func scsiDisk(lun Lun) types.HostScsiDisk {
	const block = 512
	return types.HostScsiDisk{
		ScsiLun: types.ScsiLun{
			HostDevice: types.HostDevice{DeviceName: devicePath(lun.NAA), DeviceType: "disk"},
			Key:        "key-vim.host.ScsiDisk-" + lun.NAA, Uuid: lun.NAA, CanonicalName: lun.NAA,
			DisplayName: "DataCore disk (" + lun.NAA + ")", LunType: "disk", Vendor: "DataCore", Model: "Virtual Disk",
			OperationalState: []string{"ok"},
		},
		Capacity:   types.HostDiskDimensionsLba{BlockSize: block, Block: lun.SizeMiB << 20 / block},
		DevicePath: devicePath(lun.NAA),
		LocalDisk:  types.NewBool(false), Ssd: types.NewBool(true),
	}
}

func devicePath(naa string) string { return "/vmfs/devices/disks/" + naa }

// hostStorage rescans.
type hostStorage struct {
	*simulator.HostStorageSystem
	notEntity
	lab *Lab
}

func (s *hostStorage) reachable() *soap.Fault {
	if h := get[*simulator.HostSystem](s.lab, s.Host.Self); h.Runtime.ConnectionState != types.HostSystemConnectionStateConnected {
		return refuse(&types.HostNotConnected{})
	}
	return nil
}

// RescanAllHba: the host finds what is served to it now.
func (s *hostStorage) RescanAllHba(*simulator.Context, *types.RescanAllHba) soap.HasFault {
	if f := s.reachable(); f != nil {
		return &methods.RescanAllHbaBody{Fault_: f}
	}
	s.lab.discover(s.Host.Self)
	s.lab.react()
	return &methods.RescanAllHbaBody{Res: &types.RescanAllHbaResponse{}}
}

// RescanVmfs: the host mounts the volumes on LUNs that it knows; it finds no LUN.
func (s *hostStorage) RescanVmfs(*simulator.Context, *types.RescanVmfs) soap.HasFault {
	if f := s.reachable(); f != nil {
		return &methods.RescanVmfsBody{Fault_: f}
	}
	s.lab.look()
	s.lab.mountFound(s.Host.Self)
	return &methods.RescanVmfsBody{Res: &types.RescanVmfsResponse{}}
}
