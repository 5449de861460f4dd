package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

var dvsVersions = []string{"6.5.0", "6.6.0", "7.0.0", "7.0.2", "7.0.3", "8.0.0", "8.0.3"}

// EnableNetworkResourceManagement turns I/O control on or off.
func (s *dvs) EnableNetworkResourceManagement(_ *simulator.Context, req *types.EnableNetworkResourceManagement) soap.HasFault {
	s.config().NetworkResourceManagementEnabled = req.Enable
	s.touch()
	return &methods.EnableNetworkResourceManagementBody{Res: &types.EnableNetworkResourceManagementResponse{}}
}

// PerformDvsProductSpecOperationTask upgrades, never down.
func (s *dvs) PerformDvsProductSpecOperationTask(ctx *simulator.Context, req *types.PerformDvsProductSpecOperation_Task) soap.HasFault {
	return &methods.PerformDvsProductSpecOperation_TaskBody{Res: &types.PerformDvsProductSpecOperation_TaskResponse{
		Returnval: s.lab.task(ctx, s.folder(), "upgradeDvs", func() (result, fault) {
			from := slices.Index(dvsVersions, s.config().ProductInfo.Version)
			to := -1
			if req.ProductSpec != nil {
				to = slices.Index(dvsVersions, req.ProductSpec.Version)
			}
			if to < from {
				return nil, invalid("productSpec.version")
			}
			s.config().ProductInfo.Version = dvsVersions[to]
			s.touch()
			return nil, nil
		}),
	}}
}

// switchByUUID finds a distributed switch.
func (l *Lab) switchByUUID(id string) *simulator.DistributedVirtualSwitch {
	for _, e := range l.Map.All("VmwareDistributedVirtualSwitch") {
		if s := e.(*simulator.DistributedVirtualSwitch); s.Uuid == id {
			return s
		}
	}
	return nil
}

// dvsManager finds switches and port groups by their keys.
type dvsManager struct {
	*simulator.DistributedVirtualSwitchManager
	notEntity
	lab *Lab
}

// QueryDvsByUuid finds a switch.
func (m *dvsManager) QueryDvsByUuid(_ *simulator.Context, req *types.QueryDvsByUuid) soap.HasFault {
	s := m.lab.switchByUUID(req.Uuid)
	if s == nil {
		return &methods.QueryDvsByUuidBody{Fault_: refuse(&types.NotFound{})}
	}
	return &methods.QueryDvsByUuidBody{Res: &types.QueryDvsByUuidResponse{Returnval: &s.Self}}
}

// DVSManagerLookupDvPortGroup finds a port group.
func (m *dvsManager) DVSManagerLookupDvPortGroup(_ *simulator.Context, req *types.DVSManagerLookupDvPortGroup) soap.HasFault {
	if s := m.lab.switchByUUID(req.SwitchUuid); s != nil {
		for _, ref := range s.Portgroup {
			if get[*simulator.DistributedVirtualPortgroup](m.lab, ref).Key == req.PortgroupKey {
				return &methods.DVSManagerLookupDvPortGroupBody{Res: &types.DVSManagerLookupDvPortGroupResponse{Returnval: &ref}}
			}
		}
	}
	return &methods.DVSManagerLookupDvPortGroupBody{Fault_: refuse(&types.NotFound{})}
}
